import EscrowCore
import LedgerCore
import MoneyCore

/// Whether the money of a transfer between two trust accounts leaves the one once and arrives in the
/// other once, or comes back once, and whose it is stays the same.
///
/// - Source: docs/spec/transfer.md#check
struct TransferRules: Sendable {
    private var transfers: [PayoutID: Known] = [:]
    /// The newest bank line, if it is a transfer's.
    private var newestLine: (sequence: Int64, bank: TrustAccountID, payout: PayoutID)?
    /// The newest record that says that a payout is not executed.
    private var newestStatus: (sequence: Int64, payout: PayoutID)?

    private struct Known: Sendable {
        let payout: Payout
        let target: TrustAccountID
        /// The money that stands in 1010 and 1020, in minor units.
        var outgoing: Int64 = 0
        var incoming: Int64 = 0
    }

    /// What is wrong with a record, given all before it.
    mutating func judge(_ fact: Fact, _ record: LogRecord) -> [String] {
        switch fact {
        case .payout(let payout):
            if let target = payout.target {
                transfers[PayoutID(sequence: record.sequence)] = Known(
                    payout: payout, target: target)
            }
        case .bankLine(let fact):
            newestLine = fact.payout.map { (record.sequence, fact.bank, $0) }
        case .payoutStatus(let status):
            newestStatus =
                status.verdict.bringsBack ? (record.sequence, status.payout) : nil
        case .entry(let entry):
            return judge(entry).map { "record \(record.sequence) \($0)" }
        default: break
        }
        return []
    }

    private mutating func judge(_ entry: Entry) -> [String] {
        let ids = Set(
            entry.lines.compactMap { line -> PayoutID? in
                guard case .transfer(let id) = line.subledger.source else { return nil }
                return id
            })
        guard !ids.isEmpty || entry.event.movesEntitlements || entry.event == .transferArrived
        else { return [] }
        guard let id = ids.first, ids.count == 1, var known = transfers[id] else {
            return ["moves the money of no transfer that a record names"]
        }
        for line in entry.lines where line.subledger.source.isTransfer {
            switch (line.subledger.account, line.subledger.bank) {
            case (.outgoingInFlight, known.payout.bank): known.outgoing += line.signed
            case (.incomingNotFinal, known.target): known.incoming += line.signed
            default: return ["has the money of transfer \(id.sequence) in another place"]
            }
        }
        let before = transfers[id]
        transfers[id] = known
        guard let before else { return [] }
        return judge(entry, id, before, known)
    }

    private func judge(
        _ entry: Entry, _ id: PayoutID, _ before: Known, _ after: Known
    ) -> [String] {
        let whole = before.payout.amount.minor
        let outgoing = after.outgoing - before.outgoing
        let incoming = after.incoming - before.incoming
        let isLine = newestLine.map { $0.sequence == entry.evidence && $0.payout == id } ?? false
        let isStatus =
            newestStatus.map { $0.sequence == entry.evidence && $0.payout == id } ?? false
        let isSound =
            switch entry.event {
            case .accountTransfer:
                // That it is the payout's entry, the rules of evidence say.
                entry.evidence == id.sequence && before.incoming == 0 && outgoing == -whole
                    && incoming == whole
            case .payoutSettled:
                isLine && newestLine?.bank == before.payout.bank && outgoing == whole
                    && incoming == 0 && before.outgoing == -whole
            case .transferArrived:
                isLine && newestLine?.bank == before.target && outgoing == 0 && incoming == -whole
                    && before.incoming == whole
            case .transferBack:
                (isLine || isStatus) && outgoing == (isStatus ? whole : 0)
                    && incoming == -whole && before.incoming == whole
                    && isMovedBack(entry, before)
            default: false
            }
        return isSound ? [] : ["does not enter transfer \(id.sequence)"]
    }

    /// What comes back is of the transfer's owners and sources, at most what it moved, and stands in
    /// the one account as it stood in the other.
    private func isMovedBack(_ entry: Entry, _ known: Known) -> Bool {
        var moved: [Entitled: Int64] = [:]
        for part in known.payout.entitledParts {
            moved[Entitled(known.payout.subledger(of: part)), default: 0] += part.amount.minor
        }
        var places: [Subledger: Int64] = [:]
        for line in entry.lines where line.subledger.account.kind == .entitlement {
            // The agency's top-up may carry what the banks kept.
            if line.subledger.account == .agencyTopUp { continue }
            if line.side == .debit {
                moved[Entitled(line.subledger), default: 0] -= line.minor
                guard line.subledger.bank == known.target else { return false }
                places[line.subledger.moved(to: known.payout.bank), default: 0] += line.minor
            } else {
                places[line.subledger, default: 0] -= line.minor
            }
        }
        return moved.values.allSatisfy { $0 >= 0 } && places.values.allSatisfy { $0 == 0 }
    }
}
