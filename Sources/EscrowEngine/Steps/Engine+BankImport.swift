import EscrowCore
import Evidence
import LedgerCore
import MoneyCore

extension Engine {
    /// Imports a bank file as one batch: its original, its statements, every booked line with its
    /// entries.
    ///
    /// The same file again posts nothing; an overlap posts only what is new.
    ///
    /// - Source: docs/spec/bank-import.md
    package func importBank(_ file: BankFile, by actor: String) async throws(EngineError) -> Answer
    {
        let once = CommandCall.Once(key: "bank \(file.digest)", fingerprint: file.digest)
        let call = CommandCall("bank import", by: actor, as: .clerk, once: once)
        return try await perform(call) { draft in
            var importing = try BankImport(file, in: &draft)
            try file.forEachPiece { piece in try draft.writer.keep(piece, of: file.digest) }
            try file.forEachLine { statement, line in
                try importing.take(line, of: statement, in: &draft)
            }
            return try importing.answer(in: &draft)
        }
    }
}

/// The course of one import: which statements are ours, and what became of the lines.
struct BankImport: ~Copyable {
    private let file: BankFile
    /// Per statement of the file: its trust account and record, nil for other people's accounts.
    private let ours: [Ours?]
    private let imported: ImportedStatements
    /// Per statement that is advice: the trust account that it tells of.
    private let advised: [Int: TrustAccountID]
    private var tally: Tally
    private let desk: ReceivingDesk
    private var known: KnownLines
    /// Advice recognises the same lines as statements do, and takes none away from them.
    private var explained: KnownLines

    private struct Ours {
        let bank: TrustAccountID
        let record: Int64
        /// It goes on exactly where the book's newest statement ended: no line of it can be known.
        let isNew: Bool
    }

    /// What became of the lines, counted; the rare ones are named.
    struct Tally {
        var posted = 0
        var byMeaning: [BankLineMeaning: Int] = [:]
        var known = 0
        /// Lines of advice that a booked line answers, and those that are only announced.
        var explained = 0
        var announced = 0
        var named: [String] = []
        static let namesMax = 20

        mutating func name(_ text: String) {
            if named.count < Self.namesMax { named.append(text) }
        }
    }

    init(_ file: BankFile, in draft: inout Draft) throws {
        let first = draft.nextSequence
        var tally = Tally()
        let accounts = try draft.writer.trustAccounts()
        let advised = Self.adviceOfOurs(file, accounts)
        let mine = try Self.statementsOfOurs(file, accounts, &tally)
        guard !mine.isEmpty || !advised.isEmpty else { throw Self.noneOfOurs(file) }
        try Self.checkOver(file.name, mine.map(\.1), today: draft.header.recordedDay)
        try draft.append(
            .file(KeptFile(digest: file.digest.bytes, name: file.name, size: file.size)))
        var ours: [Ours?] = file.statements.map { _ in nil }
        var chains: [TrustAccountID: StatementChain] = [:]
        var imported = ImportedStatements()
        for (index, statement, account) in mine {
            let chain = try chains[account.id] ?? StatementChain(account.id, draft.writer)
            let (continues, extended) = chain.extended(by: statement)
            chains[account.id] = extended
            let fact = StatementFact(bank: account.id, statement, file: file.digest.bytes)
            let record = try draft.append(.statement(fact))
            imported.add(record, of: account.id, at: index)
            ours[index] = Ours(bank: account.id, record: record, isNew: continues)
            for text in file.statements[index].said {
                tally.name("statement \(index + 1): \(text)")
            }
            for place in file.statements[index].notBooked {
                tally.name("not booked, so not posted: \(place)")
            }
        }
        _ = try draft.writer.agency()
        let desk = try ReceivingDesk(draft)
        self.init(
            file: file, desk: desk, ours: ours, imported: imported, advised: advised,
            tally: tally, firstNewLine: first)
    }

    private init(
        file: BankFile, desk: consuming ReceivingDesk, ours: [Ours?],
        imported: ImportedStatements, advised: [Int: TrustAccountID], tally: Tally,
        firstNewLine: Int64
    ) {
        self.file = file
        self.desk = desk
        self.ours = ours
        self.imported = imported
        self.advised = advised
        self.tally = tally
        known = KnownLines(before: firstNewLine)
        explained = KnownLines(before: .max)
    }

    /// Which messages of advice are of our accounts.
    private static func adviceOfOurs(
        _ file: BankFile, _ accounts: [TrustAccountRow]
    ) -> [Int: TrustAccountID] {
        var advised: [Int: TrustAccountID] = [:]
        for (index, heading) in file.statements.enumerated() {
            guard let iban = heading.adviceOf else { continue }
            advised[index] = accounts.first { $0.iban == iban }?.id
        }
        return advised
    }

    private static func noneOfOurs(_ file: BankFile) -> Refusal {
        Refusal(
            "bank.no-account-of-ours",
            "\(file.name) has no statement of this book's trust account",
            remedy: "import the file into the book of its account, or export the right account")
    }

    /// A bank tells what happened: a statement of a day to come is no statement, or the clock is wrong.
    private static func checkOver(
        _ name: String, _ statements: [BankStatement], today: Day
    ) throws {
        for statement in statements where statement.closingDay > today {
            throw Refusal(
                "bank.future",
                "\(name): statement \(statement.id) closes \(statement.closingDay), it is \(today)",
                remedy: "import it when that day has come; check the clock if it has")
        }
    }

    /// Which statements are of our accounts; others are skipped and named.
    private static func statementsOfOurs(
        _ file: BankFile, _ accounts: [TrustAccountRow], _ tally: inout Tally
    ) throws -> [(Int, BankStatement, TrustAccountRow)] {
        var mine: [(Int, BankStatement, TrustAccountRow)] = []
        for (index, heading) in file.statements.enumerated() {
            let account = accounts.first { $0.iban == heading.statement?.account.electronic }
            // Whose account a skipped statement is, is nobody's business here: it stays out of the log.
            guard let account, let statement = heading.statement else { continue }
            guard heading.currency == account.currency else {
                throw Refusal(
                    "bank.currency",
                    "\(file.name): statement \(index + 1) is in \(heading.currency), the account \(account.iban) in \(account.currency)",
                    remedy: "ask the bank for the statement in the account's currency")
            }
            if let same = mine.first(where: { $0.1 == statement }) {
                tally.name("statement \(index + 1) is statement \(same.0 + 1) once more, skipped")
                continue
            }
            mine.append((index, statement, account))
        }
        return mine
    }

    mutating func take(_ line: BankLine, of statement: Int, in draft: inout Draft) throws {
        if let bank = advised[statement] { return try hear(line, of: bank, in: &draft) }
        guard let ours = ours[statement] else { return }
        let fingerprint = try desk.fingerprint(of: line, bank: ours.bank)
        if !ours.isNew,
            let how = try known.take(
                line, bank: ours.bank, fingerprint: fingerprint, in: &draft)
        {
            tally.known += 1
            switch how {
            case .asItIs:
                tally.name("known already: \(line.place), \(line.amount) of \(line.bookingDay)")
            case .byReference:
                tally.name(
                    "known already by the bank's reference, though the bank changed its text: "
                        + "\(line.place), \(line.amount) of \(line.bookingDay)")
            }
            return
        }
        // A line is recognised by what the statement says, and understood by what advice adds.
        let told = file.explain(statement, line)
        if told != nil { tally.name("\(line.place): the bank had advised what it is made of") }
        let line = told ?? line
        let first = draft.nextSequence
        let outcome: ReceivingDesk.Outcome
        do {
            outcome = try desk.receive(
                line, bank: ours.bank, statement: ours.record, fingerprint: fingerprint, in: &draft)
        } catch MoneyError.overflow {
            throw Refusal(
                "amount.overflow",
                "\(file.name), \(line.place): with \(line.amount) the amounts come to more than the book can count",
                remedy: "ask the bank for a right statement; nothing of the file was taken")
        }
        try LateAtFailedBank.take(line, at: ours.bank, from: first, in: &draft)
        try LatePooling.take(line, from: first, in: &draft)
        tally.posted += 1
        tally.byMeaning[outcome.meaning, default: 0] += 1
        if let note = outcome.note { tally.name("\(line.place): \(note)") }
    }

    /// Hears advice: it explains a line that is booked, or announces one that is not.
    private mutating func hear(
        _ line: BankLine, of bank: TrustAccountID, in draft: inout Draft
    ) throws {
        let fingerprint = try desk.fingerprint(of: line, bank: bank)
        let booked = try explained.take(line, bank: bank, fingerprint: fingerprint, in: &draft)
        let what = "\(line.place), \(line.amount) of \(line.bookingDay)"
        if booked == nil {
            tally.announced += 1
            tally.name("announced, so not posted: \(what)")
        } else {
            tally.explained += 1
            tally.name("explains a line that is booked: \(what)")
        }
    }

    borrowing func answer(in draft: inout Draft) throws -> Answer {
        let first = draft.header.first
        let gaps = try imported.gaps(in: &draft).prefix(Tally.namesMax)
        let lines = tally.posted == 1 ? "line" : "lines"
        var summary = "Imported \(file.name) as batch \(first): posted \(tally.posted) \(lines)"
        if tally.known > 0 { summary += ", \(tally.known) known already" }
        if tally.explained > 0 { summary += ", \(tally.explained) explained" }
        if tally.announced > 0 { summary += ", \(tally.announced) announced" }
        var values: [Answer.Value] = [
            Answer.Value(name: "batch", text: "\(first)"),
            Answer.Value(name: "posted", text: "\(tally.posted)"),
            Answer.Value(name: "known", text: "\(tally.known)"),
            Answer.Value(
                name: "skipped-statements",
                text: "\(ours.indices.count { ours[$0] == nil && advised[$0] == nil })"),
        ]
        if !advised.isEmpty {
            values.append(Answer.Value(name: "explained", text: "\(tally.explained)"))
            values.append(Answer.Value(name: "announced", text: "\(tally.announced)"))
        }
        for meaning in BankLineMeaning.allCases {
            guard let count = tally.byMeaning[meaning] else { continue }
            values.append(Answer.Value(name: meaning.name, text: "\(count)"))
        }
        values += (gaps + tally.named).map { Answer.Value(name: "note", text: $0) }
        return Answer(summary + ".", values: values)
    }
}
