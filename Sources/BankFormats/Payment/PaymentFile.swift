package import EscrowCore
package import MoneyCore

/// Writes a payment order as a pain.001 credit transfer file, version .09 or .03.
///
/// The same order always gives the same bytes: they depend on nothing else.
///
/// - Source: docs/spec/payment-file.md; ISO 20022, pain.001.001.09 and pain.001.001.03
package enum PaymentFile {
    /// The largest amount of one transfer.
    static let limit = Money(minor: 99_999_999_999, .eur)

    /// The file, in UTF-8 without byte order mark.
    ///
    /// - Throws: The first rule that the order breaks, in the order of the error's cases.
    package static func write(_ order: PaymentOrder) throws(PaymentFileError) -> [UInt8] {
        let sum = try check(order)
        var text = PaymentText()
        text.open(
            "Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:\(order.form.version.rawValue)\"")
        text.open("CstmrCdtTrfInitn")
        writeHeader(order, sum, to: &text)
        text.open("PmtInf")
        writePayment(order, sum, to: &text)
        for transfer in order.transfers { write(transfer, order.form, to: &text) }
        text.close("PmtInf")
        text.close("CstmrCdtTrfInitn")
        text.close("Document")
        return text.bytes
    }

    /// The exact sum of an order's transfers, which stands in its file as `CtrlSum`.
    ///
    /// - Throws: `currency` before `sumTooLarge`.
    package static func controlSum(_ order: PaymentOrder) throws(PaymentFileError) -> Money {
        for (index, transfer) in order.transfers.enumerated() where transfer.amount.currency != .eur
        {
            throw .currency(transfer: index + 1, transfer.amount.currency)
        }
        do {
            return try Money.sum(order.transfers.map(\.amount), in: .eur)
        } catch {
            throw .sumTooLarge
        }
    }

    private static func writeHeader(
        _ order: PaymentOrder, _ sum: Money, to text: inout PaymentText
    ) {
        text.open("GrpHdr")
        text.leaf("MsgId", order.messageID)
        text.leaf("CreDtTm", wholeSecond(order.createdAt).description)
        text.leaf("NbOfTxs", String(order.transfers.count))
        text.leaf("CtrlSum", sum.plain)
        text.nested("InitgPty", "Nm", SEPAText.basic(order.debtorName))
        text.close("GrpHdr")
    }

    private static func writePayment(
        _ order: PaymentOrder, _ sum: Money, to text: inout PaymentText
    ) {
        text.leaf("PmtInfId", order.messageID)
        text.leaf("PmtMtd", "TRF")
        text.leaf("BtchBookg", "false")
        text.leaf("NbOfTxs", String(order.transfers.count))
        text.leaf("CtrlSum", sum.plain)
        writeType(order, to: &text)
        text.nested("Dbtr", "Nm", SEPAText.basic(order.debtorName))
        text.nested("DbtrAcct", "Id", "IBAN", order.debtorAccount.electronic)
        text.nested("DbtrAgt", "FinInstnId", "Othr", "Id", "NOTPROVIDED")
        text.leaf("ChrgBr", "SLEV")
    }

    /// How fast, and on which day: the old version has the day without an element of its own.
    private static func writeType(_ order: PaymentOrder, to text: inout PaymentText) {
        if order.form.isInstant {
            text.open("PmtTpInf")
            text.nested("SvcLvl", "Cd", "SEPA")
            text.nested("LclInstrm", "Cd", "INST")
            text.close("PmtTpInf")
        } else {
            text.nested("PmtTpInf", "SvcLvl", "Cd", "SEPA")
        }
        switch order.form.version {
        case .v09: text.nested("ReqdExctnDt", "Dt", order.executionDay.description)
        case .v03: text.leaf("ReqdExctnDt", order.executionDay.description)
        }
    }

    private static func write(
        _ transfer: PaymentOrder.Transfer, _ form: PaymentForm, to text: inout PaymentText
    ) {
        text.open("CdtTrfTxInf")
        text.nested("PmtId", "EndToEndId", transfer.endToEndID)
        text.open("Amt")
        text.leaf("InstdAmt", attributes: " Ccy=\"EUR\"", transfer.amount.plain)
        text.close("Amt")
        let name = SEPAText.basic(transfer.creditorName)
        if let address = address(of: transfer, form) {
            text.open("Cdtr")
            text.leaf("Nm", name)
            address.write(to: &text)
            text.close("Cdtr")
        } else {
            text.nested("Cdtr", "Nm", name)
        }
        text.nested("CdtrAcct", "Id", "IBAN", transfer.creditorAccount.electronic)
        let remittance = SEPAText.basic(transfer.remittance)
        if !remittance.isEmpty { text.nested("RmtInf", "Ustrd", remittance) }
        text.close("CdtTrfTxInf")
    }

    /// The address that a transfer needs, or that its form asks for; nil where none is known.
    static func address(
        of transfer: PaymentOrder.Transfer, _ form: PaymentForm
    ) -> PaymentAddress? {
        let needs = SEPACountry(of: transfer.creditorAccount) != .economicArea
        guard needs || form.hasAddresses, let address = transfer.creditorAddress else { return nil }
        return PaymentAddress(address)
    }

    /// Decimals of a second are allowed by the schema but not by every bank.
    private static func wholeSecond(_ instant: Instant) -> Instant {
        let rest = instant.microseconds % 1_000_000
        return Instant(microseconds: instant.microseconds - (rest < 0 ? rest + 1_000_000 : rest))
    }
}
