import EscrowCore
package import LedgerCore
import MoneyCore

extension Projection {
    /// A step after a bank's failure: its state moves on, losses are kept and come back.
    static func add(
        _ step: BankFailure, _ sequence: Int64, _ writer: inout any BookWriter
    ) throws {
        if case .failed(let bank, let day, _) = step {
            return try writer.put([
                BankFailureRow(
                    id: sequence, bank: bank, day: day,
                    state: try BankFailureState.none.after(.fail))
            ])
        }
        guard let id = step.failure,
            var row = try writer.row(BankFailureRow.self, key: [.integer(id)])
        else { throw EngineError.broken("record \(sequence) names a bank that did not fail") }
        row.state = try row.state.after(step.event)
        switch step {
        case .failed, .closed: break
        case .covered(_, _, _, let losses):
            row.covered = sequence
            for loss in losses { try lose(loss, of: id, &writer) }
        case .reduced(_, _, let losses, _):
            for loss in losses { try lose(loss, of: id, &writer) }
        case .paid(_, _, let receipt):
            if let receipt {
                try writer.remove(WorkRow.self, keys: [[.integer(receipt.sequence)]])
            }
        case .dividend(_, let receipt, let losses):
            for loss in losses { try giveBack(loss, of: id, &writer) }
            try writer.remove(WorkRow.self, keys: [[.integer(receipt.sequence)]])
        }
        try writer.put([row])
    }

    private static func key(_ loss: BankFailure.Loss, _ failure: Int64) -> [Field] {
        [
            .integer(failure), .integer(loss.owner?.sequence ?? 0),
            .integer(Int64(loss.account.rawValue)), .integer(loss.source.code),
        ]
    }

    /// What is lost of one subledger more than once adds up.
    private static func lose(
        _ loss: BankFailure.Loss, of failure: Int64, _ writer: inout any BookWriter
    ) throws {
        guard var row = try writer.row(BankLossRow.self, key: key(loss, failure)) else {
            return try writer.put([BankLossRow(failure: failure, loss)])
        }
        row.lost = try sum(row.lost, loss.minor)
        try writer.put([row])
    }

    private static func giveBack(
        _ loss: BankFailure.Loss, of failure: Int64, _ writer: inout any BookWriter
    ) throws {
        guard var row = try writer.row(BankLossRow.self, key: key(loss, failure)) else {
            throw EngineError.broken("a dividend is paid on what was not lost")
        }
        row.back = try sum(row.back, loss.minor)
        try writer.put([row])
    }
}

extension BookReader {
    /// The failure of the bank that keeps an account; nil when it did not fail.
    package func bankFailure(of bank: TrustAccountID) throws -> BankFailureRow? {
        try rows(
            BankFailureRow.self,
            Selection(index: "bankFailureByBank", equals: [.integer(bank.sequence)])
        ).first
    }
}
