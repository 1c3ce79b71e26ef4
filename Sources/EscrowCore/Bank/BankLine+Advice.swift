import MoneyCore

extension BankLine {
    /// Whether it says neither whom it is from nor what for, as a lump of many payments does.
    ///
    /// - Source: docs/spec/bank-import.md#lumps
    public var isBare: Bool {
        endToEndID == nil && creditorReference == nil && counterpartyAccount == nil
            && counterpartyName == nil
    }

    /// How many days may lie between what is advised and its booking.
    private static let adviceReach = 5

    /// The same line with what the bank had advised of it.
    ///
    /// - Parameter advice: A line of a report or a notification of the same account.
    /// - Returns: nil where this line is not bare, where the advice says no more than it, or where
    ///   reference, amount or day tell that it is another one.
    /// - Source: docs/spec/bank-import.md#lumps
    public func explained(by advice: BankLine) -> BankLine? {
        guard isBare, let bankReference, bankReference == advice.bankReference,
            amount == advice.amount,
            abs(advice.bookingDay.days(to: bookingDay)) <= Self.adviceReach,
            !advice.isBare || advice.lump != nil
                || !advice.remittance.isEmpty && advice.remittance != remittance
        else { return nil }
        var line = BankLine(
            amount: amount, bookingDay: bookingDay, valueDay: valueDay,
            bankReference: bankReference, endToEndID: advice.endToEndID,
            creditorReference: advice.creditorReference,
            remittance: advice.remittance.isEmpty ? remittance : advice.remittance,
            counterpartyName: advice.counterpartyName,
            counterpartyAccount: advice.counterpartyAccount,
            kind: kind == .transfer ? advice.kind : kind,
            returnReason: returnReason ?? advice.returnReason, place: place)
        line.lump = advice.lump ?? lump
        return line
    }
}
