import BankFormats
import EscrowCore
import MoneyCore
import Reports

/// What a bank file holds, for programs: one object a file, one line an entry.
///
/// - Source: docs/spec/bank-inspect.md#json
struct InspectionJSON {
    private typealias Member = JSONText.Member

    /// The head of a statement without its entries.
    static func head(_ statement: ReadStatement, index: Int) -> JSONText {
        .object([
            Member("statement", .integer(Int64(index + 1))),
            Member("format", .string(statement.format.rawValue)),
            Member("advice", .bool(statement.format.isAdvice)),
            Member("account", .optional(statement.accountText.nonEmpty)),
            Member("iban", .optional(statement.account?.electronic)),
            Member("id", .optional(statement.id.nonEmpty)),
            Member("number", statement.number.map { .integer($0) } ?? .null),
            Member("currency", .optional(statement.currency?.code)),
            Member("from", .day(statement.periodStart)),
            Member("to", .day(statement.periodEnd)),
            Member("pages", .integer(Int64(statement.pageCount))),
            Member("complete", .bool(statement.isComplete)),
            Member("opening", balance(statement.opening)),
            Member("closing", balance(statement.closing)),
            Member("booked", optional(statement.booked)),
            Member("balanced", statement.isBalanced.map { .bool($0) } ?? .null),
            Member("difference", optional(statement.difference)),
            Member("offByReversals", .bool(statement.isOffByReversals)),
            Member("entryCount", .integer(Int64(statement.entryCount))),
            Member("bookedCount", .integer(Int64(statement.bookedCount))),
        ])
    }

    static func entry(_ entry: StatementEntry, index: Int) -> JSONText {
        .object([
            Member("entry", .integer(Int64(index + 1))),
            Member("bookingDay", .day(entry.bookingDay)),
            Member("valueDay", .day(entry.valueDay)),
            Member("amount", .optional(entry.amount?.plain)),
            Member("currency", .optional(entry.amount?.currency.code)),
            Member("minor", entry.amount.map { .integer($0.minor) } ?? .null),
            Member("status", .optional(entry.status)),
            Member("reversal", .bool(entry.isReversal)),
            Member("bankReference", .optional(entry.bankReference)),
            Member("entryReference", .optional(entry.entryReference)),
            Member("endToEndId", .optional(entry.endToEndID)),
            Member("creditorReference", .optional(entry.creditorReference)),
            Member("counterparty", party(entry.counterparty)),
            Member("remittance", .string(entry.remittance)),
            Member("code", .optional(entry.code)),
            Member("kind", .string(name(of: entry.kind))),
            Member("returnReason", .optional(entry.returnReason)),
            Member(
                "returnMeaning", .optional(entry.returnReason.flatMap(ReturnReason.meaning))),
            Member("charges", .array(entry.charges.map(charge))),
            Member("exchange", exchange(entry.exchange)),
            Member("batchCount", entry.batchCount.map { .integer($0) } ?? .null),
            Member("detailCount", .integer(Int64(entry.detailCount))),
            Member("details", .array(entry.details.map(detail))),
        ])
    }

    static func warnings(_ findings: Findings) -> JSONText {
        .array(
            findings.first.map { finding in
                ["place": .string(finding.place), "reason": .string(finding.text)]
            })
    }

    private static func detail(_ detail: EntryDetail) -> JSONText {
        .object([
            Member("amount", .optional(detail.amount?.plain)),
            Member("currency", .optional(detail.amount?.currency.code)),
            Member("endToEndId", .optional(detail.endToEndID)),
            Member("bankReference", .optional(detail.bankReference)),
            Member("instructionId", .optional(detail.instructionID)),
            Member("paymentId", .optional(detail.paymentID)),
            Member("transactionId", .optional(detail.transactionID)),
            Member("mandateId", .optional(detail.mandateID)),
            Member("creditorReference", .optional(detail.creditorReference)),
            Member("counterparty", party(detail.counterparty)),
            Member("ultimateName", .optional(detail.ultimateName)),
            Member("remittance", .string(detail.remittance)),
            Member("returnReason", .optional(detail.returnReason)),
            Member("returnText", .optional(detail.returnText)),
            Member("charges", .array(detail.charges.map(charge))),
            Member("exchange", exchange(detail.exchange)),
        ])
    }

    private static func party(_ party: EntryParty) -> JSONText {
        [
            "name": .optional(party.name), "iban": .optional(party.iban),
            "account": .optional(party.iban == nil ? party.account : nil),
        ]
    }

    private static func charge(_ charge: EntryCharge) -> JSONText {
        [
            "amount": .string(charge.amount.plain),
            "currency": .string(charge.amount.currency.code),
            "direction": .optional(charge.isCredit.map { $0 ? "credit" : "debit" }),
            "included": charge.isIncluded.map { .bool($0) } ?? .null,
        ]
    }

    private static func exchange(_ exchange: EntryExchange?) -> JSONText {
        guard let exchange else { return .null }
        return [
            "amount": .optional(exchange.instructed?.plain),
            "currency": .optional(exchange.instructed?.currency.code),
            "rate": .optional(exchange.rate),
        ]
    }

    private static func balance(_ balance: ReadBalance?) -> JSONText {
        guard let balance else { return .null }
        return [
            "amount": .string(balance.amount.plain),
            "currency": .string(balance.amount.currency.code),
            "minor": .integer(balance.amount.minor), "day": .day(balance.day),
            "type": .string(balance.type),
        ]
    }

    private static func optional(_ money: Money?) -> JSONText {
        money.map { .money($0) } ?? .null
    }

    /// The word for what the bank's code says.
    static func name(of kind: BankLine.Kind) -> String {
        switch kind {
        case .transfer: "transfer"
        case .bankCharge: "bank charge"
        case .returned: "returned payment"
        case .interest: "interest"
        case .directDebit: "direct debit"
        case .businessDirectDebit: "business direct debit"
        case .takenBack: "receipt taken back"
        }
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
