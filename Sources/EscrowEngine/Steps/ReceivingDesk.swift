import EscrowCore
import Evidence
import LedgerCore
import MoneyCore

/// Where booked bank lines become records and entries, one line at a time.
///
/// Money that has arrived is never refused: what no rule can place is recorded all the same and
/// goes to the work list.
struct ReceivingDesk: ~Copyable {
    let agency: PartyID?
    let agencyAccounts: Set<String>
    private let hasher: SHA256Hasher

    struct Outcome {
        let meaning: BankLineMeaning
        /// What a person should hear of.
        let note: String?
    }

    init(_ draft: borrowing Draft) throws {
        let agency = try draft.writer.agencyIfAny()
        let accounts = try agency.map { try draft.writer.accounts(of: $0.id) } ?? []
        self.init(agency: agency?.id, accounts: accounts, hasher: try SHA256Hasher())
    }

    private init(agency: PartyID?, accounts: Set<String>, hasher: consuming SHA256Hasher) {
        self.agency = agency
        agencyAccounts = accounts
        self.hasher = hasher
    }

    /// Records one line, whatever it is.
    borrowing func receive(
        _ line: BankLine, bank: TrustAccountID, statement: Int64, fingerprint: Int64,
        in draft: inout Draft
    ) throws -> Outcome {
        let known = try payout(of: line, bank, in: &draft)
        let isFromAgency = line.counterpartyAccount.map { agencyAccounts.contains($0) } ?? false
        let place = Place(bank: bank, statement: statement, fingerprint: fingerprint)
        let receipts = try receipts(for: line, bank: bank, in: &draft)
        let lump = try known == nil ? lump(line, bank: bank, in: &draft) : .none
        switch Recognition.recognise(
            line, payout: known, isFromAgency: isFromAgency, receipts: receipts, lump: lump)
        {
        case .zero:
            try record(line, .zero, at: place, in: &draft)
            return Outcome(meaning: .zero, note: "no amount, so no entry")
        case .receipt: return try receipt(line, at: place, in: &draft)
        case .settlement(let payout): return try settle(payout, line, at: place, in: &draft)
        case .settlements(let payouts):
            return try settle(payouts, line, at: place, in: &draft)
        case .payoutReturned(let payout, let charge):
            return try takeBack(payout, charge, line, at: place, in: &draft)
        case .transferArrived(let payout, let charge):
            return try arrive(payout, charge, line, at: place, in: &draft)
        case .bankCharge: return try taken(line, .bankCharge, nil, at: place, in: &draft)
        case .takenBack(let receipt):
            return try takeBack(receipt, line, at: place, in: &draft)
        case .unorderedDebit(let reason):
            return try taken(
                line, .unorderedDebit, reason.sentence, at: place, work: reason.work, in: &draft)
        case .interest:
            let receipt = try record(line, .interest, at: place, in: &draft)
            try draft.append(.entry(try Entry.interest(receipt)))
            return Outcome(meaning: .interest, note: nil)
        case .fromAgency: return try fromAgency(line, at: place, in: &draft)
        }
    }

    /// What a bank line is recorded with.
    struct Place {
        let bank: TrustAccountID
        let statement: Int64
        let fingerprint: Int64
    }

    @discardableResult
    borrowing func record(
        _ line: BankLine, _ meaning: BankLineMeaning, at place: Place, payout: PayoutID? = nil,
        payouts: [PayoutID] = [], receipt: BankLineID? = nil, rule: Matching.Rule? = nil,
        work: BankLineFact.Work? = nil,
        in draft: inout Draft
    ) throws -> Receipt {
        let id = try draft.append(
            .bankLine(
                BankLineFact(
                    bank: place.bank, statement: place.statement, fingerprint: place.fingerprint,
                    meaning: meaning, payout: payout, payouts: payouts, receipt: receipt,
                    rule: rule,
                    work: work, line: line)))
        return Receipt(
            bankLine: BankLineID(sequence: id), bank: place.bank, bookingDay: line.bookingDay,
            valueDay: line.valueDay,
            amount: Money(minor: Int64(line.amount.minor.magnitude), line.amount.currency),
            isFinal: line.amount.isNegative || line.kind.isFinal)
    }

    // MARK: Known lines

    /// Recognises a line that comes again by all that it says, the bank's reference included.
    ///
    /// - Source: docs/spec/bank-import.md#twice
    borrowing func fingerprint(of line: BankLine, bank: TrustAccountID) throws -> Int64 {
        var bytes: [UInt8] = []
        func add(_ text: String?) {
            bytes.append(contentsOf: (text ?? "").utf8)
            bytes.append(0)
        }
        add("\(bank.sequence)")
        add("\(line.amount.minor)")
        add("\(line.bookingDay.number)")
        for text in [
            line.bankReference, line.endToEndID, line.creditorReference, line.remittance,
            line.counterpartyAccount, line.counterpartyName,
        ] { add(text) }
        let digest = try hasher.digest(of: bytes)
        return digest.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) }
    }

    /// The payout that a line names; one of another trust account is not this line's, but for a
    /// transfer to this one.
    private borrowing func payout(
        of line: BankLine, _ bank: TrustAccountID, in draft: inout Draft
    ) throws -> KnownPayout? {
        if let text = line.endToEndID, let id = PayoutID(text, in: draft.book.book),
            let row = try draft.tables.payouts.row(id.sequence, draft.writer)
        {
            let amount = Money(minor: row.amount, draft.book.currency)
            if try draft.tables.plans.row(row.plan.sequence, draft.writer)?.bank == bank {
                return KnownPayout(id: id, amount: amount, state: row.state)
            }
            return try incoming(id, to: bank, in: &draft)
        }
        // A bank that does not hand on the end-to-end id hands on the text, which repeats it.
        guard line.amount.isPositive, line.remittance.contains("-\(draft.book.book)-")
        else { return nil }
        for word in line.remittance.split(separator: " ") {
            if let id = PayoutID(word, in: draft.book.book),
                let known = try incoming(id, to: bank, in: &draft)
            {
                return known
            }
        }
        return nil
    }
}
