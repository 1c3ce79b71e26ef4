import EscrowCore
import Evidence
import LedgerCore
import MoneyCore

extension Draft {
    /// I5: no command orders more than lies in the account; one that is overdrawn pays nothing.
    ///
    /// A plan that exports itself is not counted against itself.
    func checkResource(_ total: Money, of bank: TrustAccountID, plan: PlanID?) throws {
        let atBank = try writer.balance(.trustBank, at: bank)
        guard atBank >= 0 else {
            throw Refusal(
                "payout.overdrawn",
                "the trust account is overdrawn by \(Money(minor: -atBank, total.currency)), so nothing is paid out of it",
                remedy: "import the missing statements, or have the agency top it up")
        }
        let reserved =
            plan == nil
            ? try [PlanState.planned, .approved].reduce(Int64(0)) { sum, state in
                try writer.rows(
                    PlanRow.self,
                    Selection(index: "planByState", equals: [.integer(Int64(state.rawValue))])
                ).filter { $0.bank == bank }.reduce(sum) { $0 + $1.amount }
            } : 0
        let there = atBank + (try writer.balance(.outgoingInFlight, at: bank))
        guard total.minor + reserved <= there else {
            throw Refusal(
                "payout.resource",
                "\(total) is more than the trust account has left, \(Money(minor: there - reserved, total.currency))",
                remedy: "import the missing statements, or have the shortfall topped up")
        }
    }

    /// While something is missing, two people name the amount that leaves all the same.
    ///
    /// - Source: docs/spec/payout.md#shortfall
    func checkConfirmation(of total: Money, given: Money?, isNeeded: Bool) throws {
        guard isNeeded || given != nil else { return }
        guard given == total else {
            let why =
                isNeeded
                ? "the trust has a shortfall, so \(total) leaves only when it is confirmed"
                : "\(given ?? total) is confirmed, but the plan pays \(total)"
            throw Refusal(
                "payout.confirm", why,
                remedy: "look at `ringfence balance`, then repeat with --confirm \(total.plain)")
        }
    }

    /// Keeps the bytes that approval and export are bound to.
    mutating func keepPaymentFile(_ bytes: [UInt8], _ name: String) throws -> Digest {
        let digest = try SHA256Hasher().digest(of: bytes)
        try keepFile(bytes, digest, name)
        return digest
    }

    /// What an owner owes on invoices, as far as a payout of his that comes back can meet it.
    ///
    /// - Source: docs/spec/events.md#J13
    mutating func claims(meeting payout: Payout) throws -> [OpenClaim] {
        guard let owner = payout.payee else { return [] }
        let invoices = Set(payout.parts.compactMap { $0.source.invoiceLine?.invoice })
        var claims: [OpenClaim] = []
        for account in Account.metByReturn {
            for row in try subledgers(account, of: owner)
            where row.balance > 0
                // What a credit note claims back is no money that lies anywhere.
                && (row.subledger.bank == payout.bank || account == .dueFromPartyCreditNote)
            {
                guard let invoice = row.subledger.source.invoiceLine?.invoice,
                    invoices.contains(invoice)
                else { continue }
                let client =
                    account == .dueFromPartyCreditNote
                    ? try writer.row(InvoiceRow.self, key: [.integer(invoice.sequence)])?.client
                    : nil
                claims.append(OpenClaim(row.subledger, minor: row.balance, client: client))
            }
        }
        return claims
    }

    /// What is missing in one trust account, in the order in which the agency's money cures it.
    ///
    /// - Source: docs/spec/events.md#J19
    mutating func cashClaims(at bank: TrustAccountID) throws -> [OpenClaim] {
        try tables.balances.flush(&writer)
        var claims: [OpenClaim] = []
        for account in Account.curedByTopUp {
            let owners = try writer.rows(
                BalanceRow.self, Selection(equals: [.integer(Int64(account.rawValue))])
            ).filter { $0.bank == bank.sequence && $0.amount > 0 }.map(\.owner)
            for owner in owners {
                claims += try subledgers(account, of: PartyID(sequence: owner))
                    .filter { $0.subledger.bank == bank && $0.balance > 0 }
                    .map { OpenClaim($0.subledger, minor: $0.balance) }
            }
        }
        return claims
    }

    /// How much of the agency's own money 2800 may still take (I7).
    mutating func topUpRoom() throws -> Int64 {
        try tables.balances.flush(&writer)
        return max(0, try writer.setting(.topUpLimit) - (try writer.balance(.agencyTopUp)))
    }
}

extension Account {
    /// What a returned payout meets before anything is held, in this order.
    fileprivate static let metByReturn: [Account] = [
        .dueFromAgencyReturnedReceipt, .dueFromBeneficiary, .dueFromClient,
        .dueFromPartyCreditNote,
    ]

    /// What the agency's money cures, in this order.
    fileprivate static let curedByTopUp: [Account] = [
        .dueFromAgencyFee, .dueFromAgencyReturnedReceipt, .dueFromBeneficiary, .dueFromClient,
    ]
}

extension FilePiece {
    /// How many bytes of a file one piece holds.
    package static let sizeMax = 1 << 20
}
