public import LedgerCore
public import MoneyCore

/// A person's decision about a receipt that the rules could not place.
public struct Match: Hashable, Sendable {
    public let bankLine: BankLineID
    public let decision: Decision
    public let amount: Money

    public enum Decision: Hashable, Sendable {
        case invoice(InvoiceID)
        case topUp
        /// It goes back to its payer.
        case sentBack
        /// It repays what a credit note claims back of a party's part of a line (J21).
        case creditClaim(InvoiceLineID, PartyID)
    }

    public init(bankLine: BankLineID, decision: Decision, amount: Money) {
        self.bankLine = bankLine
        self.decision = decision
        self.amount = amount
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
        case .sentBack: record.unsigned(3)
        case .creditClaim(let line, let party):
            record.unsigned(8)
            record.id(line)
            record.id(party)
        }
        record.money(amount)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        bankLine = try record.id()
        switch try record.unsigned() {
        case 1: decision = .invoice(try record.id())
        case 2: decision = .topUp
        case 3: decision = .sentBack
        case 8: decision = .creditClaim(try record.id(), try record.id())
        default: throw .field("decision")
        }
        amount = try record.money()
    }
}
