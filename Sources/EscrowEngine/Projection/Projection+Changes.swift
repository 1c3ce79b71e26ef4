import EscrowCore
import LedgerCore
import MoneyCore

extension Projection {
    /// Keys, and where changes stand.
    static func addChange(
        _ fact: Change, _ record: LogRecord, _ writer: inout any BookWriter
    ) throws {
        try writer.put([
            ChangeRow(
                id: ChangeID(sequence: record.sequence), subject: fact.subject.kind,
                about: fact.subject.about, recorded: .requested, requester: record.actor,
                decider: nil, expiresOn: fact.expiresOn, effectiveOn: nil)
        ])
    }

    static func decide(
        _ consent: Consent, _ record: LogRecord, _ writer: inout any BookWriter
    ) throws {
        guard var row = try writer.row(ChangeRow.self, key: [.integer(consent.change.sequence)])
        else { throw EngineError.broken("change \(consent.change) does not exist") }
        row.recorded = try row.state(on: record.recordedDay).after(consent.verdict.event)
        row.decider = record.actor
        switch consent.verdict {
        case .consented(let day): row.effectiveOn = day
        case .refused, .withdrawn: row.effectiveOn = nil
        }
        try writer.put([row])
    }
}
