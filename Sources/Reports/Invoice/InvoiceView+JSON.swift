import EscrowCore
import MoneyCore

extension InvoiceView {
    /// The invoice for programs; amounts are exact.
    package var json: JSONText {
        if let selfBilling, case .object(let members) = whole {
            return .object(
                members + [
                    JSONText.Member("selfBilling", .bool(true)),
                    JSONText.Member("objectedOn", .day(selfBilling.objectedOn)),
                ]
                    + (correction.map { [JSONText.Member("corrects", .string($0.invoice))] } ?? [])
            )
        }
        guard let correction, case .object(let members) = whole else { return whole }
        return .object(
            members + [
                JSONText.Member("corrects", .string(correction.invoice)),
                JSONText.Member("reason", .string(correction.reason)),
            ])
    }

    private var whole: JSONText {
        [
            "sample": .bool(isSample), "number": .string(number), "day": .day(day),
            "due": .day(dueDay), "agency": Self.json(agency), "client": Self.json(client),
            "lines": .array(lines.map(Self.json)), "taxes": .array(taxes.map(Self.json)),
            "net": .money(net), "vat": .money(vat), "gross": .money(gross),
            "account": [
                "holder": .string(account.holder), "iban": .string(account.iban.electronic),
                "bic": .optional(account.bic?.description),
            ],
            "reference": .string(reference.description),
        ]
    }

    private static func json(_ addressee: Addressee) -> JSONText {
        let details = addressee.details
        return [
            "code": .string(addressee.code), "name": .string(details.name),
            "street": .optional(details.address?.street),
            "postcode": .optional(details.address?.postcode),
            "city": .optional(details.address?.city),
            "country": .optional(details.address?.country),
            "vatId": .optional(details.vatID), "taxNumber": .optional(details.taxNumber),
        ]
    }

    private static func json(_ line: Line) -> JSONText {
        [
            "engagement": .string(line.engagement), "subject": .string(line.subject),
            "freelancer": .string(line.freelancer), "from": .day(line.from), "to": .day(line.to),
            "hours": .string(line.hours.description), "rate": .money(line.rate),
            "vat": .string(line.status.text), "net": .money(line.net),
        ]
    }

    private static func json(_ tax: Tax) -> JSONText {
        [
            "status": .string(tax.status.text), "rate": .string(tax.status.rate.percent),
            "net": .money(tax.net), "vat": .money(tax.vat),
        ]
    }
}
