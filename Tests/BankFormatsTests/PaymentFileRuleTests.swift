import BankFormats
import EscrowCore
import MoneyCore
import Testing

@Suite("A payment order that breaks a rule is refused by that rule")
struct PaymentFileRuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let order: PaymentOrder
        let error: PaymentFileError
    }

    private static func day(_ number: Int) -> Day {
        Day(year: 2013, month: 3, day: number) ?? Day(number: 0)
    }

    private static func head(
        _ name: String, _ error: PaymentFileError, messageID: String = "M",
        debtorName: String = "trust account", debtorAccount: String = "DE89370400440532013000",
        executionDay: String = "2013-03-22"
    ) throws -> Case {
        Case(
            testDescription: name,
            order: try PaymentSample.order(
                messageID: messageID, debtorName: debtorName, debtorAccount: debtorAccount,
                executionDay: executionDay, transfers: [PaymentSample.transfer("PO-1", 1)]),
            error: error)
    }

    private static func transfers(
        _ name: String, _ error: PaymentFileError, _ transfers: [PaymentOrder.Transfer]
    ) throws -> Case {
        Case(
            testDescription: name, order: try PaymentSample.order(transfers: transfers),
            error: error)
    }

    private static func heads() throws -> [Case] {
        let identifiers = [
            "", String(repeating: "x", count: 36), "a_b", "ä", "/a", "a/", "a//b", " a", "a ",
            "a&b",
        ]
        return try identifiers.map {
            try head("message id \"\($0)\"", .messageID($0), messageID: $0)
        }
            + [
                transfers("no transfers", .noTransfers, []),
                head("no debtor name", .debtorNameEmpty, debtorName: " "),
                head("debtor name without letters", .debtorNameEmpty, debtorName: "株式"),
                head(
                    "long debtor name", .debtorNameTooLong(length: 72),
                    debtorName: String(repeating: "ö", count: 36)),
                head(
                    "account outside the EEA", .debtorCountry("CH"),
                    debtorAccount: "CH9300762011623852957"),
                head(
                    "day before", .executionBeforeCreation(execution: day(21), creation: day(22)),
                    executionDay: "2013-03-21"),
                head(
                    "Saturday", .notABusinessDay(day(23), next: day(25)), executionDay: "2013-03-23"
                ),
                head(
                    "Good Friday", .notABusinessDay(day(29), next: day(31).adding(days: 2)),
                    executionDay: "2013-03-29"),
            ]
    }

    private static func bodies() throws -> [Case] {
        let good = try PaymentSample.transfer("PO-1", 1)
        func second(
            _ name: String, _ error: PaymentFileError, _ other: PaymentOrder.Transfer
        ) throws
            -> Case
        {
            try transfers(name, error, [good, other])
        }
        return [
            try second(
                "end-to-end id", .endToEndID(transfer: 2, "x*"), PaymentSample.transfer("x*", 1)),
            try second(
                "placeholder as id", .endToEndID(transfer: 2, "NOTPROVIDED"),
                PaymentSample.transfer("NOTPROVIDED", 1)),
            try second("id twice", .endToEndIDTwice(first: 1, second: 2, "PO-1"), good),
            try second(
                "currency", .currency(transfer: 2, Currency("USD") ?? .eur),
                PaymentSample.transfer("PO-2", 1, currency: Currency("USD") ?? .eur)),
            try second(
                "zero", .amountTooSmall(transfer: 2, .zero(.eur)),
                PaymentSample.transfer("PO-2", 0)),
            try second(
                "negative", .amountTooSmall(transfer: 2, Money(minor: -1, .eur)),
                PaymentSample.transfer("PO-2", -1)),
            try second(
                "a cent above the limit",
                .amountTooLarge(transfer: 2, Money(minor: 1_000_000_000_00, .eur)),
                PaymentSample.transfer("PO-2", 1_000_000_000_00)),
            try second(
                "no name", .creditorNameEmpty(transfer: 2),
                PaymentSample.transfer("PO-2", 1, name: "--")),
            try second(
                "long name", .creditorNameTooLong(transfer: 2, length: 71),
                PaymentSample.transfer("PO-2", 1, name: String(repeating: "n", count: 71))),
            try second(
                "account outside the EEA, no address", .creditorAddressMissing(transfer: 2, "CH"),
                PaymentSample.transfer("PO-2", 1, account: "CH9300762011623852957")),
            try second(
                "account outside the SEPA", .creditorCountry(transfer: 2, "TR"),
                PaymentSample.transfer("PO-2", 1, account: "TR330006100519786457841326")),
            try second(
                "long town", .creditorAddressTooLong(transfer: 2),
                PaymentSample.transfer(
                    "PO-2", 1, account: "CH9300762011623852957",
                    address: Address(
                        street: "", postcode: "", city: String(repeating: "t", count: 36),
                        country: "CH"))),
            try second(
                "a reference that would be another", .reference(transfer: 2, "2013_0001"),
                PaymentSample.transfer(
                    "PO-2", 1, remittance: "invoice 2013_0001", references: ["2013_0001"])),
            try second(
                "long remittance", .remittanceTooLong(transfer: 2, length: 141),
                PaymentSample.transfer(
                    "PO-2", 1, remittance: String(repeating: "r", count: 139) + "ß")),
        ]
    }

    @Test("Each rule has its own error")
    func rules() throws {
        for example in try Self.heads() + Self.bodies() {
            let error = #expect(throws: PaymentFileError.self, "\(example.testDescription)") {
                try PaymentFile.write(example.order)
            }
            #expect(error == example.error, "\(example.testDescription)")
            #expect(example.error.description.hasSuffix("."))
        }
    }

    @Test("The limits themselves are allowed")
    func limits() throws {
        let order = try PaymentSample.order(
            messageID: String(repeating: "x", count: 35),
            debtorName: String(repeating: "n", count: 70),
            transfers: [
                PaymentSample.transfer(
                    "a-Z0/?:().,'+ x", 999_999_999_99, name: String(repeating: "ü", count: 35),
                    remittance: String(repeating: "ß", count: 70))
            ])
        let text = String(decoding: try PaymentFile.write(order), as: UTF8.self)
        #expect(text.contains("<InstdAmt Ccy=\"EUR\">999999999.99</InstdAmt>"))
    }

    @Test("A sum that no number holds is refused")
    func sumTooLarge() throws {
        let order = try PaymentSample.order(
            transfers: (1...2).map { try PaymentSample.transfer("PO-\($0)", .max) })
        #expect(throws: PaymentFileError.sumTooLarge) { try PaymentFile.controlSum(order) }
    }
}
