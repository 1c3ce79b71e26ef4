import EscrowCore
import LedgerCore
import MoneyCore

extension Projection {
    /// The agency may issue for a freelancer, did so, or the freelancer objects.
    static func add(
        _ step: SelfBilling, _ sequence: Int64, _ writer: inout any BookWriter
    ) throws {
        switch step {
        case .agreed(let freelancer, let day):
            try writer.put([
                SelfBillingAgreementRow(freelancer: freelancer, since: day, sequence: sequence)
            ])
        case .issued(let document):
            try writer.put([
                DocumentRow(number: document.number, kind: .selfBilling, sequence: sequence)
            ])
            try writer.put(
                document.lines.map {
                    SelfBilledRow(
                        invoiceLine: $0.line, document: sequence, net: $0.net.minor,
                        vat: $0.vat.minor)
                })
        case .objected(let document, let day):
            guard case .selfBilling(.issued(let issued)) = try writer.fact(at: document),
                var row = try writer.row(DocumentRow.self, key: [.text(issued.number)])
            else { throw EngineError.broken("record \(sequence) objects to no document") }
            row.endedOn = day
            try writer.put([row])
            // Its lines can be billed again.
            try writer.remove(
                SelfBilledRow.self, keys: issued.lines.map { [.integer($0.line.sequence)] })
        case .corrected(let correction):
            try writer.put([
                DocumentRow(number: correction.number, kind: .selfBilling, sequence: sequence)
            ])
            var rows: [SelfBilledRow] = []
            for line in correction.lines {
                guard
                    var row = try writer.row(
                        SelfBilledRow.self, key: [.integer(line.line.sequence)])
                else { throw EngineError.broken("record \(sequence) corrects what is not billed") }
                row.net += line.net.minor
                row.vat += line.vat.minor
                rows.append(row)
            }
            try writer.put(rows)
        }
    }
}
