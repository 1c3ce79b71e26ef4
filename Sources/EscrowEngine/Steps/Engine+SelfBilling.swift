import EscrowCore
import LedgerCore
package import MoneyCore

/// Whose side of which invoices is to be billed by the agency.
package struct SelfBillingRequest: Hashable, Sendable {
    package enum Scope: Hashable, Sendable {
        /// The freelancers' lines of one invoice.
        case invoice(String)
        /// A freelancer's lines of all invoices from one day through another.
        case span(freelancer: String, from: Day, through: Day)
    }

    package let scope: Scope
    /// nil is the day on which it is recorded.
    package let day: Day?

    package init(_ scope: Scope, day: Day?) {
        self.scope = scope
        self.day = day
    }
}

extension Engine {
    /// Records that a freelancer agreed that the agency issues his invoices.
    ///
    /// - Source: docs/spec/self-billing.md
    package func agreeSelfBilling(
        _ code: String, on day: Day?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let party = try draft.writer.knownParty(code: code, role: .freelancer)
            let day = try Self.happened(day, in: draft)
            try draft.append(.selfBilling(.agreed(freelancer: party.id, on: day)))
            return Answer(
                "\(code) agreed on \(day) that the agency issues the invoices.",
                ["freelancer": code, "since": "\(day)"])
        }
    }

    /// Issues the freelancers' side of invoice lines that no document bills yet, one document per
    /// freelancer, and corrects what was billed and has changed.
    ///
    /// - Source: docs/spec/self-billing.md
    package func issueSelfBilling(
        _ request: SelfBillingRequest, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let day = try Self.happened(request.day, in: draft)
            let sides = try Self.sides(request.scope, in: draft)
            let lines = sides.filter { $0.document == nil && !$0.isNothing }
            var numbers: [String] = []
            for freelancer in Set(lines.map(\.freelancer)).sorted() {
                try Self.checkAgreed(freelancer, by: day, in: draft)
                let own = lines.filter { $0.freelancer == freelancer }.map(\.now)
                let number = try draft.writer.nextDocumentNumber("GS-", on: day)
                try draft.append(
                    .selfBilling(
                        .issued(
                            SelfBilling.Document(
                                number: number, freelancer: freelancer, day: day, lines: own))))
                numbers.append(number)
            }
            let corrections = try Self.correct(sides, on: day, in: &draft)
            guard !numbers.isEmpty || !corrections.isEmpty else {
                throw Refusal(
                    "self-billing.nothing", "there is nothing that is not billed already",
                    remedy: "see `ringfence self-billing list`")
            }
            return Answer(
                "Issued \((numbers + corrections).joined(separator: ", ")).",
                values: numbers.map { Answer.Value(name: "document", text: $0) }
                    + corrections.map { Answer.Value(name: "correction", text: $0) })
        }
    }

    /// Corrects a document whose lines are not what the freelancer's parts are any more.
    ///
    /// - Source: docs/spec/self-billing.md
    package func correctSelfBilling(
        _ number: String, on day: Day?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let day = try Self.happened(day, in: draft)
            let (row, document) = try Self.document(number, in: draft)
            guard row.endedOn == nil else {
                throw Refusal(
                    "self-billing.objected", "\(number) was objected to, so it is no invoice",
                    remedy: "bill its lines again with `ringfence self-billing issue`")
            }
            let sides = try Set(document.lines.map(\.line.invoice)).sorted().flatMap {
                try Self.sides(of: $0, only: nil, in: draft)
            }.filter { $0.document == row.sequence }
            let numbers = try Self.correct(sides, on: day, in: &draft)
            guard let correction = numbers.first else {
                throw Refusal(
                    "self-billing.nothing", "\(number) bills what the parts are",
                    remedy: "there is nothing to correct")
            }
            return Answer(
                "Corrected \(number) with \(correction).",
                ["document": number, "correction": correction])
        }
    }

    /// Records that a freelancer objects to a document: it is no invoice any more.
    ///
    /// - Source: docs/spec/self-billing.md
    package func objectToSelfBilling(
        _ number: String, on day: Day?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let day = try Self.happened(day, in: draft)
            let row = try Self.document(number, in: draft).row
            guard row.endedOn == nil else {
                throw Refusal(
                    "self-billing.objected", "\(number) was objected to already",
                    remedy: "issue another one, or let the freelancer write his own invoice")
            }
            try draft.append(.selfBilling(.objected(document: row.sequence, on: day)))
            return Answer(
                "\(number) is no invoice any more from \(day) on.",
                ["document": number, "objected": "\(day)"])
        }
    }

    // MARK: Looking up

    static func happened(_ day: Day?, in draft: borrowing Draft) throws -> Day {
        let today = draft.header.recordedDay
        let day = day ?? today
        guard day <= today else {
            throw Refusal(
                "day.future", "\(day) has not come yet, it is \(today)",
                remedy: "record it when it has happened")
        }
        return day
    }

    static func checkAgreed(
        _ freelancer: PartyID, by day: Day, in draft: borrowing Draft
    ) throws {
        let agreement = try draft.writer.row(
            SelfBillingAgreementRow.self, key: [.integer(freelancer.sequence)])
        guard let agreement, agreement.since <= day else {
            let code = try draft.writer.party(freelancer)?.code ?? "\(freelancer)"
            throw Refusal(
                "self-billing.not-agreed",
                "\(code) has not agreed by \(day) that the agency issues the invoices",
                remedy: "record the agreement with `ringfence self-billing agree \(code)`")
        }
    }
}
