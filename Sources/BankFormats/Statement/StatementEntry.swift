package import EscrowCore
package import MoneyCore

/// One entry of a statement as the bank wrote it, booked or not, with the payments inside of it.
///
/// A value that the file does not hold, or that cannot be read, is nil: none is guessed.
///
/// - Source: docs/spec/bank-inspect.md#entry
package struct StatementEntry: Hashable, Sendable {
    /// `statement 1, entry 3`.
    package var place: String
    /// Signed as the account holder sees it.
    package var amount: Money?
    /// As the bank wrote it: BOOK, PDNG, INFO; nil where it gives none.
    package var status: String?
    /// Whether it moves money, given that the statement is one.
    package var isBooked = true
    package var bookingDay: Day?
    package var valueDay: Day?
    package var bankReference: String?
    /// The number of the entry in its statement, where the bank counts them.
    package var entryReference: String?
    package var isReversal = false
    /// The bank's codes as written: `PMNT/RCDT/ESCT`, `NTRF+166+00931`, `NTRF`.
    package var code: String?
    package var kind = BankLine.Kind.transfer
    package var charges: [EntryCharge] = []
    package var exchange: EntryExchange?
    /// How many payments the bank says are inside.
    package var batchCount: Int64?
    /// The ids of the message and of the block that the bank booked as one entry.
    package var batchIDs: [String] = []
    package var details: [EntryDetail] = []
    /// How many payments are inside; more than `details` where the entry is too large to keep.
    package var detailCount = 0

    // What the line of the book says: of the one payment inside, or of the entry as a whole.
    package var endToEndID: String?
    package var creditorReference: String?
    package var counterparty = EntryParty()
    package var remittance = ""
    package var returnReason: String?

    init(place: String) { self.place = place }
}

/// One payment inside an entry.
package struct EntryDetail: Hashable, Sendable {
    /// Signed like the entry, unless the payment has a direction of its own.
    package var amount: Money?
    package var endToEndID: String?
    package var bankReference: String?
    package var instructionID: String?
    package var paymentID: String?
    package var messageID: String?
    package var transactionID: String?
    package var mandateID: String?
    package var creditorReference: String?
    package var counterparty = EntryParty()
    /// Who stands behind the counterparty, where the bank names him.
    package var ultimateName: String?
    package var remittance = ""
    package var returnReason: String?
    package var returnText: String?
    package var charges: [EntryCharge] = []
    package var exchange: EntryExchange?

    init() {}
}

/// The other side of a payment.
package struct EntryParty: Hashable, Sendable {
    package var name: String?
    /// As the bank wrote it; it may be no IBAN, or a wrong one.
    package var account: String?

    init() {}

    /// The account where it has the shape of an IBAN, right or wrong.
    package var iban: String? { account.flatMap { Self.isShapedLikeIBAN($0) ? $0 : nil } }

    private static func isShapedLikeIBAN(_ text: String) -> Bool {
        let bytes = text.utf8.filter { $0 != 0x20 }
        guard (15...34).contains(bytes.count) else { return false }
        let isWord = bytes.allSatisfy { isLetter($0) || isDigit($0) }
        return isWord && bytes.prefix(2).allSatisfy(isLetter)
            && bytes.dropFirst(2).prefix(2).allSatisfy(isDigit)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

/// What a bank took or gave for a payment; its sign is told only where the bank tells it.
package struct EntryCharge: Hashable, Sendable {
    package var amount: Money
    package var isCredit: Bool?
    /// Whether the entry's amount has it in it.
    package var isIncluded: Bool?

    package init(amount: Money, isCredit: Bool?, isIncluded: Bool?) {
        self.amount = amount
        self.isCredit = isCredit
        self.isIncluded = isIncluded
    }
}

/// What was ordered in another currency, and at which rate it was changed.
package struct EntryExchange: Hashable, Sendable {
    package var instructed: Money?
    package var rate: String?

    package init(instructed: Money? = nil, rate: String? = nil) {
        self.instructed = instructed
        self.rate = rate
    }

    var isEmpty: Bool { instructed == nil && rate == nil }
}

extension StatementEntry {
    /// Turns a reversal of MT940 to the direction that its bank means.
    mutating func turn() {
        guard let amount else { return }
        let turned = Money(minor: -amount.minor, amount.currency)
        self.amount = turned
        for index in details.indices { details[index].amount = turned }
        let codes = (code ?? "").split(separator: "+").map(String.init)
        kind = MTKind.kind(
            code: codes.count > 1 ? codes.last : nil, type: codes.first ?? "",
            mark: turned.isNegative ? .debit : .credit)
    }

    /// The line of the book; nil while the amount or the day is unknown.
    var line: BankLine? {
        guard let amount, let bookingDay else { return nil }
        var line = BankLine(
            amount: amount, bookingDay: bookingDay, valueDay: valueDay ?? bookingDay,
            bankReference: bankReference, endToEndID: endToEndID,
            creditorReference: creditorReference, remittance: remittance,
            counterpartyName: counterparty.name, counterpartyAccount: counterparty.account,
            kind: kind, returnReason: returnReason, place: place)
        line.lump = lump(amount)
        return line
    }

    /// So many ids of orders are kept of one entry.
    static let idsMax = 100

    /// What the entry says of the payments inside; of money that comes a person says it.
    private func lump(_ amount: Money) -> BankLump? {
        guard amount.isNegative else { return nil }
        var ids = batchIDs
        for detail in details {
            for case let id? in [detail.messageID, detail.paymentID]
            where ids.count < Self.idsMax && !ids.contains(id) { ids.append(id) }
        }
        // Of a batch that is too large to keep, not every payment is known.
        let isWhole = detailCount > 1 && details.count == detailCount
        let payments =
            isWhole
            ? details.map { BankLump.Payment(endToEndID: $0.endToEndID, amount: $0.amount) } : nil
        return ids.isEmpty && payments == nil ? nil : BankLump(orderIDs: ids, payments: payments)
    }
}
