import EscrowCore
import MoneyCore

/// Orders for the tests: complete and right, but for what a test gives.
enum PaymentSample {
    static func order(
        messageID: String = "PF-00000001-7", createdAt: Int64 = 1_363_942_800_250_000,
        debtorName: String = "trust account", debtorAccount: String = "DE89370400440532013000",
        executionDay: String = "2013-03-22", form: PaymentForm = PaymentForm(),
        transfers: [PaymentOrder.Transfer]
    ) throws -> PaymentOrder {
        struct NoDay: Error {}
        guard let day = Day(executionDay) else { throw NoDay() }
        return PaymentOrder(
            messageID: messageID, createdAt: Instant(microseconds: createdAt),
            debtorName: debtorName, debtorAccount: try IBAN(debtorAccount), executionDay: day,
            form: form, transfers: transfers)
    }

    static func transfer(
        _ id: String, _ minor: Int64, currency: Currency = .eur, name: String = "freelancer F-01",
        account: String = "AT611904300234573201", address: Address? = nil,
        remittance: String = "INV-1", references: [String] = []
    ) throws -> PaymentOrder.Transfer {
        PaymentOrder.Transfer(
            endToEndID: id, amount: Money(minor: minor, currency), creditorName: name,
            creditorAccount: try IBAN(account), creditorAddress: address, remittance: remittance,
            references: references)
    }
}
