public import LedgerCore
public import MoneyCore

/// A person's decision about a bank line that the rules could not place, or placed wrongly.
public struct Match: Hashable, Sendable {
    public let bankLine: BankLineID
    public let decision: Decision
    public let amount: Money
    /// Who or what decided; a person, but for invoices that a rule found.
    public let rule: Matching.Rule

    public enum Decision: Hashable, Sendable {
        case invoice(InvoiceID)
        case topUp
        /// It goes back to its payer.
        case sentBack
        /// The money meets what a party owes the trust (J17).
        case claim(PartyID)
        /// The debit takes this receipt back (J16).
        case takesBack(BankLineID)
        /// The receipt was allocated to the wrong invoice (J31).
        case move(from: InvoiceID, to: InvoiceID)
        /// Somebody may have back what is still here of the receipt for an invoice (J26).
        case clawback(InvoiceID)
        /// It repays what a credit note claims back of a party's part of a line (J21).
        case creditClaim(InvoiceLineID, PartyID)
        /// It is not for this invoice; who placed it was wrong.
        case undone(InvoiceID)
        /// The debit settles this payout (J12), among others or alone.
        case settles(PayoutID)
        /// One person says that the debit settles these payouts; it takes another one.
        case maySettle([PayoutID])
    }

    public init(
        bankLine: BankLineID, decision: Decision, amount: Money, rule: Matching.Rule = .person
    ) {
        self.bankLine = bankLine
        self.decision = decision
        self.amount = amount
        self.rule = rule
    }
}

extension Match: Recordable {
    public static var kind: RecordKind { .match }

    public func write(to record: inout RecordWriter) {
        record.id(bankLine)
        switch decision {
        case .invoice(let invoice):
            record.unsigned(1)
            record.id(invoice)
        case .topUp: record.unsigned(2)
        case .claim(let party):
            record.unsigned(3)
            record.id(party)
        case .takesBack(let receipt):
            record.unsigned(4)
            record.id(receipt)
        case .move(let from, let to):
            record.unsigned(5)
            record.id(from)
            record.id(to)
        case .clawback(let invoice):
            record.unsigned(6)
            record.id(invoice)
        case .sentBack: record.unsigned(7)
        case .creditClaim(let line, let party):
            record.unsigned(8)
            record.id(line)
            record.id(party)
        case .undone(let invoice):
            record.unsigned(9)
            record.id(invoice)
        case .settles(let payout):
            record.unsigned(10)
            record.id(payout)
        case .maySettle(let payouts):
            record.unsigned(11)
            record.unsigned(UInt64(payouts.count))
            for payout in payouts { record.id(payout) }
        }
        record.money(amount)
        record.unsigned(UInt64(rule.rawValue))
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        bankLine = try record.id()
        switch try record.unsigned() {
        case 1: decision = .invoice(try record.id())
        case 2: decision = .topUp
        case 3: decision = .claim(try record.id())
        case 4: decision = .takesBack(try record.id())
        case 5: decision = .move(from: try record.id(), to: try record.id())
        case 6: decision = .clawback(try record.id())
        case 7: decision = .sentBack
        case 8: decision = .creditClaim(try record.id(), try record.id())
        case 9: decision = .undone(try record.id())
        case 10: decision = .settles(try record.id())
        case 11:
            var payouts: [PayoutID] = []
            for _ in 0..<(try record.count()) { payouts.append(try record.id()) }
            decision = .maySettle(payouts)
        default: throw .field("decision")
        }
        amount = try record.money()
        rule = try record.value("rule") { Matching.Rule(rawValue: $0) }
    }
}
