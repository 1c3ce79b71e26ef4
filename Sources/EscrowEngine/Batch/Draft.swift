package import EscrowCore
import Evidence
import LedgerCore
import MoneyCore

/// One batch while it is being decided: records appended so far, and the rows they change.
///
/// A step reads through the draft, so that it sees what the batch already did; every record goes
/// through the projection, which is the only place where derived rows change.
package struct Draft: ~Copyable {
    package let header: BatchHeader
    package let book: BookOpening
    var writer: any BookWriter
    var tables = DraftTables()
    private var edge: RightEdge
    private var pending: [StoredRecord] = []
    private var sealed: [Sealed] = []
    private let signing: DecisionSigning
    private let hasher: SHA256Hasher
    private var salts: SaltSource
    private var leaf: [UInt8] = []
    private(set) var nextSequence: Int64
    /// The newest bank line of this batch, whose entries may be late.
    private var newestLine: (sequence: Int64, bookingDay: Day)?

    /// How many records go to the store at once.
    private static let chunkSize = 8_000

    init(
        _ writer: any BookWriter, header: BatchHeader, book: BookOpening, edge: RightEdge,
        key: PublicKey? = nil, signer: SigningKey? = nil, randomBytes: @escaping SaltSource.Draw
    ) throws {
        var writer = writer
        try writer.open(header, expecting: header.first - 1)
        let hasher = try SHA256Hasher()
        let signing = DecisionSigning(
            message: DecisionMessage(
                book: book.book, size: edge.size, root: try edge.root(using: hasher)),
            registered: key, given: signer)
        self.init(
            opened: writer, header: header, book: book, edge: edge, signing: signing,
            hasher: hasher, randomBytes: randomBytes)
    }

    private init(
        opened writer: any BookWriter, header: BatchHeader, book: BookOpening, edge: RightEdge,
        signing: DecisionSigning, hasher: consuming SHA256Hasher,
        randomBytes: @escaping SaltSource.Draw
    ) {
        self.writer = writer
        self.header = header
        self.book = book
        self.edge = edge
        self.signing = signing
        self.hasher = hasher
        salts = SaltSource(draw: randomBytes)
        nextSequence = header.first
        leaf.reserveCapacity(512)
    }

    /// Appends a record and derives all rows that follow from it.
    ///
    /// - Returns: The record's sequence number.
    @discardableResult
    package mutating func append(_ fact: Fact) throws -> Int64 {
        if case .entry(let entry) = fact { try refuseClosed(entry) }
        if let document = fact.document { try refuseClosed(document) }
        if case .plan(let plan) = fact { try refuseFailed(plan.bank) }
        if case .bankLine(let fact) = fact {
            newestLine = (nextSequence, fact.line.bookingDay)
        }
        var body = RecordWriter()
        fact.write(to: &body)
        var bytes = try body.finish { value in try seal(value) }
        if let decision = fact.decision { try sign(decision, fact.kind, &bytes) }
        let record = LogRecord(
            sequence: nextSequence, kind: fact.kind, actor: header.actor,
            recordedAt: header.recordedAt, recordedDay: header.recordedDay, body: bytes)
        leaf.removeAll(keepingCapacity: true)
        record.writeLeaf(to: &leaf)
        let digest = try hasher.digest(of: leaf)
        try edge.append(digest, using: hasher)
        pending.append(StoredRecord(record: record, leaf: digest))
        nextSequence += 1
        try Projection.apply(fact, record, to: &tables, &writer)
        if pending.count >= Self.chunkSize { try flush() }
        return record.sequence
    }

    /// Gives what was decided so far to the store, inside the same transaction.
    mutating func flush() throws {
        if !pending.isEmpty { try writer.append(pending, personal: sealed) }
        pending.removeAll(keepingCapacity: true)
        sealed.removeAll(keepingCapacity: true)
        try tables.flush(&writer)
    }

    /// Ends the batch and hands the writer back.
    consuming func close() throws -> any BookWriter {
        try flush()
        try writer.close(
            Batch(
                header: header, last: nextSequence - 1, root: try edge.root(using: hasher),
                edge: edge.bytes))
        return writer
    }

    /// A record of the book, or one that this batch has just appended.
    func record(at sequence: Int64) throws -> LogRecord? {
        if let first = pending.first?.record.sequence, sequence >= first {
            let index = Int(sequence - first)
            return index < pending.count ? pending[index].record : nil
        }
        return try writer.record(at: sequence)
    }

    /// What a record says, personal data included.
    func fact(at sequence: Int64) throws -> Fact? {
        guard let record = try record(at: sequence) else { return nil }
        let inBatch = sealed
        return try FactReading.fact(record) { hash in
            try inBatch.first { $0.hash == hash } ?? writer.personal(hash)
        }
    }

    /// What was ordered by a payout that the book's rows name.
    func payout(_ id: PayoutID) throws -> Payout {
        guard case .payout(let payout) = try fact(at: id.sequence) else {
            throw EngineError.broken("payout \(id) does not exist")
        }
        return payout
    }

    /// The balance of one subledger on its account's normal side, as this batch leaves it so far.
    mutating func balance(_ subledger: Subledger) throws -> Int64 {
        try tables.subledgers.row(subledger, writer)?.balance ?? 0
    }

    /// What of a subledger no plan has reserved.
    mutating func free(_ subledger: Subledger) throws -> Int64 {
        try tables.subledgers.row(subledger, writer)?.free ?? 0
    }

    /// All subledgers of an owner in one account, as this batch leaves them so far.
    mutating func subledgers(_ account: Account, of owner: PartyID?) throws -> [SubledgerRow] {
        try tables.subledgers.flush(&writer)
        return try writer.rows(
            SubledgerRow.self,
            Selection(
                equals: [.integer(owner?.sequence ?? 0), .integer(Int64(account.rawValue))]))
    }

    /// What is missing in the trust, as this batch leaves it so far.
    mutating func shortfall() throws -> Int64 {
        if let open = tables.openClaims { return open }
        try tables.balances.flush(&writer)
        let open = try writer.shortfall()
        tables.openClaims = open
        return open
    }

    /// Nothing but what the bank tells is booked into a closed period.
    ///
    /// - Source: docs/spec/close.md#rule
    private mutating func refuseClosed(_ entry: Entry) throws {
        guard !entry.isBankFact(of: newestLine),
            try tables.isClosed(entry.bookingDay, on: header.recordedDay, writer)
        else { return }
        let through = tables.newestClose??.through ?? entry.bookingDay
        throw Refusal(
            "close.closed",
            "\(entry.event.name) on \(entry.bookingDay): the book is closed through \(through)",
            remedy: "book it on \(through.adding(days: 1)) or later; a close is never undone")
    }

    /// A document changes what was owed in the period of its day, so it has no day that is closed.
    ///
    /// - Source: docs/spec/close.md#rule
    private mutating func refuseClosed(_ document: (name: String, day: Day)) throws {
        guard try tables.isClosed(document.day, on: header.recordedDay, writer) else { return }
        let through = tables.newestClose??.through ?? document.day
        throw Refusal(
            "close.closed",
            "\(document.name) of \(document.day): the book is closed through \(through)",
            remedy: "give it \(through.adding(days: 1)) or a later day; a close is never undone")
    }

    /// Nothing is paid out of an account at a failed bank.
    ///
    /// - Source: docs/spec/bank-failure.md#fail
    func refuseFailed(_ bank: TrustAccountID) throws {
        guard let failure = try writer.bankFailure(of: bank) else { return }
        throw Refusal(
            "payout.bank-failed", "the bank of that trust account failed on \(failure.day)",
            remedy:
                "record who is covered with `ringfence bank failure cover`, and what the deposit guarantee pays with `ringfence bank failure paid`"
        )
    }

    /// The account that documents name to be paid into: the first whose bank did not fail.
    ///
    /// - Source: docs/spec/bank-failure.md#documents
    func receivingAccount() throws -> TrustAccountRow {
        let accounts = try writer.trustAccounts()
        guard !accounts.isEmpty else {
            throw EngineError.broken("the book has no trust account")
        }
        guard let account = try accounts.first(where: { try writer.bankFailure(of: $0.id) == nil })
        else {
            throw Refusal(
                "bank.none-left", "the bank of every trust account failed",
                remedy:
                    "have another one added with `ringfence account add`: nobody should be told to pay into these"
            )
        }
        return account
    }

    /// Whether the bank that keeps an account failed, looked up once a batch; no command records
    /// that and imports money.
    mutating func hasFailed(_ bank: TrustAccountID) throws -> Bool {
        if let known = tables.failedBanks[bank] { return known }
        let has = try writer.bankFailure(of: bank) != nil
        tables.failedBanks[bank] = has
        return has
    }

    /// The newest pool, looked up once a batch; no command changes it and imports money.
    mutating func pool() throws -> PoolRow? {
        if let known = tables.pool { return known.row }
        let row = try writer.pool()
        tables.pool = DraftTables.KnownPool(row: row)
        return row
    }

    /// Puts the actor's signature behind a decision that has none yet.
    private func sign(
        _ decision: any Decision, _ kind: RecordKind, _ body: inout [UInt8]
    ) throws {
        let content = Signature.content(of: body, signature: decision.signature)
        let bytes = try signing.signature(
            sequence: nextSequence, kind: kind, actor: header.actor, content: content,
            using: hasher)
        var end = RecordWriter()
        end.signature(bytes.flatMap { Signature($0) })
        body = Array(content) + end.finish { $0 }
    }

    private mutating func seal(_ value: [UInt8]) throws -> [UInt8] {
        let salt = try salts.next()
        let seal = try SaltedSeal(of: value, salt: salt, using: hasher)
        sealed.append(Sealed(hash: seal.digest, salt: salt.bytes, value: value))
        return seal.digest.bytes
    }
}

/// All tables that batches change often enough to keep their rows at hand.
struct DraftTables {
    var balances = TableDraft<BalanceRow>()
    var totals = TableDraft<TotalRow>()
    var controls = TableDraft<ControlRow>()
    var postings = TableDraft<PostingRow>()
    var parts = TableDraft<PartRow>()
    var subledgers = TableDraft<SubledgerRow>()
    var allocations = TableDraft<AllocationRow>()
    var poolClaims = TableDraft<PoolClaimRow>()
    var failedBanks: [TrustAccountID: Bool] = [:]
    var invoices = TableDraft<InvoiceRow>()
    var bankLines = TableDraft<BankLineRow>()
    var payouts = TableDraft<PayoutRow>()
    var plans = TableDraft<PlanRow>()
    var lates = TableDraft<LateRow>()
    var holds = TableDraft<HoldRow>()
    /// What of a part is disputed and not decided, once somebody asked for it.
    var openDisputes: [PartRow.Key: DisputeRow]?
    /// Whether the agency has misdirected money, once somebody asked for it.
    var hasMisdirected: Bool?
    /// The sum of all cash claims, once somebody asked for it.
    var openClaims: Int64?
    /// The close that reaches furthest, once somebody asked for it; inner nil is none.
    var newestClose: CloseRow??
    /// The newest pool, once somebody asked for it.
    var pool: KnownPool?

    struct KnownPool { let row: PoolRow? }

    mutating func flush(_ writer: inout any BookWriter) throws {
        try invoices.flush(&writer)
        try bankLines.flush(&writer)
        try parts.flush(&writer)
        try subledgers.flush(&writer)
        try allocations.flush(&writer)
        try poolClaims.flush(&writer)
        try balances.flush(&writer)
        try totals.flush(&writer)
        try controls.flush(&writer)
        try postings.flush(&writer)
        try holds.flush(&writer)
        try plans.flush(&writer)
        try payouts.flush(&writer)
        try lates.flush(&writer)
    }
}
