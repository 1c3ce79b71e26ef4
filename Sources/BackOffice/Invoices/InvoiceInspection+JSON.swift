import EscrowEngine
import InvoiceFormats
import MoneyCore
package import Reports

/// What `invoice inspect` tells programs.
///
/// - Source: docs/spec/invoice-files.md#inspect
extension InvoiceInspection {
    /// All files in one document.
    package static func json(_ inspections: [InvoiceInspection]) -> JSONText {
        ["files": .array(inspections.map(\.json))]
    }

    private var json: JSONText {
        switch result {
        case .success(let found):
            let document = found.document
            return [
                "file": .string(file), "attachment": .optional(found.attachment),
                "syntax": .string(document.syntax.rawValue), "invoice": Self.json(document),
                "balances": .bool(InvoiceCheck.balances(found.findings)),
                "off": Self.money(InvoiceCheck.off(document)),
                "findings": .array(found.findings.map(Self.json)), "error": .null,
            ]
        case .failure(let refusal):
            return [
                "file": .string(file), "attachment": .null, "syntax": .null, "invoice": .null,
                "balances": .null, "off": .null, "findings": .array([]),
                "error": [
                    "code": .string(refusal.code), "message": .string(refusal.message),
                    "hint": .string(refusal.remedy),
                ],
            ]
        }
    }

    private static func money(_ money: Money?) -> JSONText { money.map { .money($0) } ?? .null }

    private static func json(_ finding: InvoiceFinding) -> JSONText {
        [
            "rule": .string(finding.rule), "weight": .string(finding.weight.rawValue),
            "place": .optional(finding.place), "message": .string(finding.message),
            "off": money(finding.off),
        ]
    }

    private static func json(_ document: InvoiceDocument) -> JSONText {
        [
            "number": .optional(document.number), "type": .optional(document.typeCode),
            "isCredit": .bool(document.isCredit), "day": .day(document.day),
            "due": .day(document.dueDay), "delivery": .day(document.deliveryDay),
            "period": json(document.period), "currency": .string(document.currency.code),
            "accountingCurrency": .optional(document.accountingCurrency?.code),
            "customization": .optional(document.customization),
            "profile": .optional(document.profile),
            "notes": .array(document.notes.map { .string($0) }),
            "references": json(document.references), "seller": json(document.seller),
            "buyer": json(document.buyer), "payee": document.payee.map(json) ?? .null,
            "payment": json(payment: document),
            "lines": .array(document.lines.map(json)),
            "adjustments": .array(document.adjustments.map(json)),
            "taxes": .array(document.taxes.map(json)), "totals": json(document.totals),
        ]
    }

    private static func json(_ period: InvoiceDocument.Period?) -> JSONText {
        guard let period else { return .null }
        return ["from": .day(period.from), "to": .day(period.to)]
    }

    private static func json(_ references: InvoiceDocument.References) -> JSONText {
        [
            "buyerReference": .optional(references.buyer), "order": .optional(references.order),
            "salesOrder": .optional(references.salesOrder),
            "contract": .optional(references.contract), "project": .optional(references.project),
            "despatch": .optional(references.despatch), "receipt": .optional(references.receipt),
            "preceding": .array(
                references.preceding.map {
                    ["number": .string($0.number), "day": .day($0.day)]
                }),
        ]
    }

    private static func json(_ id: InvoiceDocument.Identifier) -> JSONText {
        ["value": .string(id.value), "scheme": .optional(id.scheme)]
    }

    private static func json(_ party: InvoiceDocument.Party) -> JSONText {
        [
            "name": .optional(party.name), "tradingName": .optional(party.tradingName),
            "identifiers": .array(party.identifiers.map(json)),
            "registration": party.registration.map(json) ?? .null,
            "vatId": .optional(party.vatID), "taxNumber": .optional(party.taxNumber),
            "electronicAddress": party.electronicAddress.map(json) ?? .null,
            "street": .optional(party.street), "moreStreet": .optional(party.moreStreet),
            "postcode": .optional(party.postcode), "city": .optional(party.city),
            "country": .optional(party.country), "contact": .optional(party.contactName),
            "phone": .optional(party.phone), "email": .optional(party.email),
        ]
    }
}

extension InvoiceInspection {
    private static func json(payment document: InvoiceDocument) -> JSONText {
        [
            "references": .array(document.paymentReferences.map { .string($0) }),
            "terms": .array(document.terms.map { .string($0) }),
            "means": .array(
                document.means.map {
                    [
                        "code": .optional($0.code), "account": .optional($0.account),
                        "iban": .optional($0.iban?.electronic),
                        "accountName": .optional($0.accountName), "bic": .optional($0.bic),
                        "mandate": .optional($0.mandate),
                    ]
                }),
        ]
    }

    private static func json(_ category: InvoiceDocument.Category?) -> JSONText {
        guard let category else { return .null }
        return ["code": .string(category.code), "rate": .optional(category.rate?.plain)]
    }

    private static func json(_ adjustment: InvoiceDocument.Adjustment) -> JSONText {
        [
            "isCharge": .bool(adjustment.isCharge), "amount": money(adjustment.amount),
            "base": money(adjustment.base), "percent": .optional(adjustment.percent?.plain),
            "reason": .optional(adjustment.reason),
            "reasonCode": .optional(adjustment.reasonCode), "vat": json(adjustment.category),
        ]
    }

    private static func json(_ tax: InvoiceDocument.Tax) -> JSONText {
        [
            "category": .string(tax.category.code), "rate": .optional(tax.category.rate?.plain),
            "base": money(tax.base), "amount": money(tax.amount),
            "reason": .optional(tax.reason), "reasonCode": .optional(tax.reasonCode),
        ]
    }

    private static func json(_ totals: InvoiceDocument.Totals) -> JSONText {
        [
            "lines": money(totals.lines), "allowances": money(totals.allowances),
            "charges": money(totals.charges), "net": money(totals.net), "vat": money(totals.vat),
            "vatAccounting": money(totals.vatAccounting), "gross": money(totals.gross),
            "prepaid": money(totals.prepaid), "rounding": money(totals.rounding),
            "payable": money(totals.payable),
        ]
    }

    private static func json(_ line: InvoiceDocument.Line) -> JSONText {
        [
            "id": .optional(line.id), "name": .optional(line.name),
            "description": .optional(line.description), "item": .optional(line.item),
            "order": .optional(line.order), "note": .optional(line.note),
            "period": json(line.period), "quantity": .optional(line.quantity?.plain),
            "unit": .optional(line.unit), "price": .optional(line.price?.plain),
            "priceBase": .optional(line.priceBase?.plain),
            "adjustments": .array(line.adjustments.map(json)), "vat": json(line.category),
            "net": money(line.net), "counted": .bool(line.isCounted),
        ]
    }
}
