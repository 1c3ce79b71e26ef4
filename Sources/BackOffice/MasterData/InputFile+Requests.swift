package import EscrowCore
package import EscrowEngine
import InputFormats
package import MoneyCore

/// What the engine is asked when a list is imported; all errors name file, line and column.
extension InputFile {
    package func parties() throws -> [PartyRequest] {
        try PartyInput.read(bytes, name: name).map {
            PartyRequest(
                code: $0.code, role: $0.role, validFrom: $0.validFrom, details: $0.details,
                place: "\(name), line \($0.line)")
        }
    }

    package func engagements(_ currency: Currency) throws -> [EngagementRequest] {
        try EngagementInput.read(bytes, name: name, currency: currency).map {
            EngagementRequest(
                code: $0.code, client: $0.client, freelancer: $0.freelancer,
                validFrom: $0.validFrom, validTo: $0.validTo, clientRate: $0.clientRate,
                freelancerRate: $0.freelancerRate, clientVAT: $0.clientVAT,
                freelancerVAT: $0.freelancerVAT, title: $0.title, policy: $0.policy,
                release: $0.release, rule: $0.rule, termDays: $0.termDays,
                routingAgreedOn: $0.routingAgreedOn,
                subject: $0.subject)
        }
    }

    package func deposits(_ currency: Currency) throws -> [OtherDeposit] {
        try DepositInput.read(bytes, name: name, currency: currency).map {
            OtherDeposit(party: $0.party, amount: $0.amount)
        }
    }

    package func hours() throws -> [HoursRequest] {
        try HoursInput.read(bytes, name: name).map {
            HoursRequest(engagement: $0.engagement, day: $0.day, hours: $0.hours, place: $0.place)
        }
    }

    package func sales(
        client: String, premium: PremiumTerms, release: Release, isSupplement: Bool,
        _ currency: Currency
    ) throws -> SalesRequest {
        let rows = try SalesInput.read(bytes, name: name, currency: currency).map {
            SalesRequest.Row(
                day: $0.day, product: $0.product, units: $0.units, basePrice: $0.basePrice,
                premium: $0.premium, producer: $0.producer, place: $0.place)
        }
        return SalesRequest(
            client: client, premium: premium, release: release, digest: digest, name: name,
            bytes: bytes, rows: rows, isSupplement: isSupplement)
    }
}
