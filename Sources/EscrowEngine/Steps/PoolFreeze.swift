import EscrowCore
import LedgerCore
import MoneyCore

/// What may still be written while a pool is declared and nobody confirmed or lifted it.
///
/// - Source: docs/spec/pooling.md#freeze
enum PoolFreeze {
    /// Facts, and what only finds out whose money is.
    ///
    /// A command that is not in this list is refused, so that a new one cannot move money through a
    /// frozen trust by being forgotten.
    static let allowed: Set<String> = [
        "account terms", "actor add", "actor grant", "actor key", "bank fail", "bank failure cover",
        "bank failure limit",
        "bank import", "change", "change consent", "change refuse", "change wait",
        "change withdraw", "close day", "close month", "engagement add", "engagement change",
        "engagement import", "hours add", "hours import", "invoice issue", "party add",
        "party change", "party import", "payout resend", "payout status",
        "payout status import", "payout withdraw", "pool confirm", "pool declare", "pool lift",
        "receipt final", "receipt match", "receipt takeback",
        "rule add", "sale import", "topup",
    ]

    static func check(_ command: String, _ reader: any BookReader) throws {
        guard let pool = try reader.pool(), pool.state == .declared, !allowed.contains(command)
        else { return }
        throw Refusal(
            "pool.frozen", "the trust is frozen: a pool was declared for \(pool.day)",
            remedy: "have the pool confirmed or lifted first, see `ringfence pool show`")
    }

    /// Money of the moment is in the pool: nobody places a receipt of it any more.
    ///
    /// What is not final is not in the pool yet.
    static func checkPlacing(_ receipt: BankLineID, _ reader: any BookReader) throws {
        guard let pool = try reader.pool(), pool.state != .none, pool.state != .declared,
            try reader.bankLine(receipt).line.valueDay <= pool.day,
            try reader.rows(
                SubledgerRow.self,
                Selection(
                    equals: [
                        .integer(0), .integer(Int64(Account.incomingNotFinal.rawValue)),
                        .integer(Source.receipt(receipt).code),
                    ])
            ).isEmpty
        else { return }
        throw Refusal(
            "pool.frozen", "receipt \(receipt.sequence) was pooled on \(pool.day)",
            remedy: "say whose it is with `ringfence pool identify`")
    }
}
