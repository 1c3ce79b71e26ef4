import EscrowCore
import LedgerCore
import MoneyCore

/// Whether what a rule wrote off for a receipt stands and falls with it: it is written off when the
/// receipt comes to the invoice, and expected again when any of it is taken out.
///
/// - Source: docs/spec/matching.md#difference
struct DifferenceRules: Sendable {
    /// What is written off for receipts, by its record.
    private var differences: [Int64: Difference] = [:]
    /// What people wrote off: only money that comes brings it back.
    private var decided: Set<Int64> = []
    /// What nobody expects of a part, as far as anything was ever written off of it.
    private var writtenOff: [PartRow.Key: Int64] = [:]
    /// Which receipt a debit takes back.
    private var takenBack: [Int64: BankLineID] = [:]
    /// The newest receipt that found its invoice by a rule.
    private var newest: (receipt: Int64, invoice: InvoiceID)?
    /// Records whose receipt was taken out in this batch, and what must be expected again.
    private var owed: [Int64: [PartRow.Key: Int64]] = [:]

    private struct Difference: Sendable {
        let invoice: InvoiceID
        let receipt: BankLineID
        var parts: [PartRow.Key: Int64] = [:]
        /// Nothing of the receipt was taken out since.
        var stands = true
    }

    /// What is wrong with a record, given all before it.
    mutating func judge(_ fact: Fact, _ record: LogRecord) -> [String] {
        switch fact {
        case .bankLine(let fact):
            if let receipt = fact.receipt { takenBack[record.sequence] = receipt }
            return []
        case .match(let match):
            if case .takesBack(let receipt) = match.decision {
                takenBack[match.bankLine.sequence] = receipt
            }
            return []
        case .writeOff(let fact):
            guard let receipt = fact.receipt else {
                decided.insert(record.sequence)
                return []
            }
            differences[record.sequence] = Difference(invoice: fact.invoice, receipt: receipt)
            return newest.map { $0 == (receipt.sequence, fact.invoice) } == true
                ? []
                : [
                    "record \(record.sequence) writes off a difference of a receipt that did not just come to that invoice"
                ]
        case .creditNote(let note):
            for part in note.parts {
                add(-part.ofWrittenOff.minor, to: PartRow.Key(line: note.line, owner: part.owner))
            }
            return []
        case .salesReversal(let fact):
            writtenOff = writtenOff.filter { $0.key.line.invoice != fact.sales }
            return []
        case .entry(let entry): return judge(entry, record)
        case .command: return end()
        case .book, .trustAccount, .actor, .role, .party, .engagement, .rule, .hours, .invoice,
            .file, .statement, .plan, .payout, .approval, .export, .withdrawal, .trustTerms,
            .hoursApproval, .close, .pooling, .interestAllocation, .payerRule, .actorKey, .change,
            .consent, .payoutStatus, .setting, .setOff, .bankFailure, .dispute, .milestone,
            .misdirected, .selfBilling, .sale:
            return []
        }
    }

    private mutating func judge(_ entry: Entry, _ record: LogRecord) -> [String] {
        switch entry.event {
        case .receiptMatched:
            let invoice = entry.lines.compactMap(\.subledger.source.invoiceLine?.invoice).first
            newest = invoice.map { (entry.evidence, $0) }
        case .writeOff: return judge(writeOff: entry, record)
        case .receiptTakenBack, .reallocation, .clawback: takeOut(entry)
        default: break
        }
        return []
    }

    private mutating func judge(writeOff entry: Entry, _ record: LogRecord) -> [String] {
        var again: [PartRow.Key: Int64] = [:]
        for line in entry.lines {
            let account = line.subledger.account
            guard account.kind == .memo, account != .expectedReceipts,
                let owner = line.subledger.owner,
                let invoiceLine = line.subledger.source.invoiceLine
            else { continue }
            let key = PartRow.Key(line: invoiceLine, owner: owner)
            add(line.signed, to: key)
            if line.side == .debit {
                differences[entry.evidence]?.parts[key] = line.minor
            } else {
                again[key] = line.minor
            }
        }
        let isDifference = differences[entry.evidence] != nil
        guard isDifference || decided.contains(entry.evidence), !again.isEmpty else { return [] }
        return owed.removeValue(forKey: entry.evidence) == again
            ? []
            : [
                "record \(record.sequence) lets expect again what no receipt leaves of write-off \(entry.evidence)"
            ]
    }

    /// Nobody's money pays the difference any more once a cent of it is taken out.
    private mutating func takeOut(_ entry: Entry) {
        let receipt = takenBack[entry.evidence] ?? BankLineID(sequence: entry.evidence)
        let left = Set(
            entry.lines.filter { $0.side == .debit }
                .compactMap(\.subledger.source.invoiceLine?.invoice))
        for (record, known) in differences
        where known.stands && known.receipt == receipt && left.contains(known.invoice) {
            let parts = known.parts.compactMap { key, minor -> (PartRow.Key, Int64)? in
                let again = min(minor, writtenOff[key] ?? 0)
                return again > 0 ? (key, again) : nil
            }
            guard !parts.isEmpty else { continue }
            differences[record]?.stands = false
            owed[record] = Dictionary(uniqueKeysWithValues: parts)
        }
    }

    private mutating func add(_ minor: Int64, to key: PartRow.Key) {
        let sum = (writtenOff[key] ?? 0) &+ minor
        writtenOff[key] = sum == 0 ? nil : sum
    }

    /// At the end of a batch all of it is expected again.
    private mutating func end() -> [String] {
        let left = owed.keys.sorted()
        owed = [:]
        newest = nil
        return left.map {
            "what record \($0) wrote off stands, though its receipt was taken out of the invoice"
        }
    }
}
