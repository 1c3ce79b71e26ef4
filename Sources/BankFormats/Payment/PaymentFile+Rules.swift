import EscrowCore
import MoneyCore

extension PaymentFile {
    /// Checks every rule and returns the control sum.
    ///
    /// - Source: docs/spec/payment-file.md#rules
    static func check(_ order: PaymentOrder) throws(PaymentFileError) -> Money {
        guard !order.transfers.isEmpty else { throw .noTransfers }
        guard SEPAText.isIdentifier(order.messageID) else { throw .messageID(order.messageID) }
        try checkDebtor(order)
        try checkDay(order)
        var transferOfID: [String: Int] = [:]
        for (index, transfer) in order.transfers.enumerated() {
            let number = index + 1
            guard SEPAText.isIdentifier(transfer.endToEndID), transfer.endToEndID != "NOTPROVIDED"
            else { throw .endToEndID(transfer: number, transfer.endToEndID) }
            if let first = transferOfID.updateValue(number, forKey: transfer.endToEndID) {
                throw .endToEndIDTwice(first: first, second: number, transfer.endToEndID)
            }
            try check(transfer, order.form, number)
        }
        return try controlSum(order)
    }

    private static func checkDebtor(_ order: PaymentOrder) throws(PaymentFileError) {
        let name = SEPAText.basic(order.debtorName)
        guard hasLetterOrDigit(name) else { throw .debtorNameEmpty }
        guard name.utf8.count <= 70 else { throw .debtorNameTooLong(length: name.utf8.count) }
        guard SEPACountry(of: order.debtorAccount) == .economicArea else {
            throw .debtorCountry(order.debtorAccount.country)
        }
    }

    private static func checkDay(_ order: PaymentOrder) throws(PaymentFileError) {
        let execution = order.executionDay
        let creation = order.createdAt.utcDay
        guard execution >= creation else {
            throw .executionBeforeCreation(execution: execution, creation: creation)
        }
        guard order.form.isInstant || BusinessCalendar.target.isBusinessDay(execution) else {
            throw .notABusinessDay(execution, next: BusinessCalendar.target.onOrAfter(execution))
        }
    }

    private static func check(
        _ transfer: PaymentOrder.Transfer, _ form: PaymentForm, _ number: Int
    ) throws(PaymentFileError) {
        let amount = transfer.amount
        guard amount.currency == .eur else { throw .currency(transfer: number, amount.currency) }
        guard amount.isPositive else { throw .amountTooSmall(transfer: number, amount) }
        guard amount.minor <= limit.minor else { throw .amountTooLarge(transfer: number, amount) }
        let name = SEPAText.basic(transfer.creditorName)
        guard hasLetterOrDigit(name) else { throw .creditorNameEmpty(transfer: number) }
        guard name.utf8.count <= 70 else {
            throw .creditorNameTooLong(transfer: number, length: name.utf8.count)
        }
        try checkAddress(transfer, form, number)
        let remittance = SEPAText.basic(transfer.remittance)
        guard remittance.utf8.count <= 140 else {
            throw .remittanceTooLong(transfer: number, length: remittance.utf8.count)
        }
        for reference in transfer.references where !remittance.contains(reference) {
            throw .reference(transfer: number, reference)
        }
    }

    private static func checkAddress(
        _ transfer: PaymentOrder.Transfer, _ form: PaymentForm, _ number: Int
    ) throws(PaymentFileError) {
        let country = transfer.creditorAccount.country
        let address = PaymentFile.address(of: transfer, form)
        switch SEPACountry(of: transfer.creditorAccount) {
        case .economicArea: break
        case .beyond:
            guard address != nil else {
                throw .creditorAddressMissing(transfer: number, country)
            }
        case .outside: throw .creditorCountry(transfer: number, country)
        }
        guard address?.fits ?? true else { throw .creditorAddressTooLong(transfer: number) }
    }

    private static func hasLetterOrDigit(_ text: String) -> Bool {
        text.contains { $0.isLetter || $0.isNumber }
    }
}
