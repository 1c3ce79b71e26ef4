import EscrowCore
import LedgerCore
import MoneyCore

/// What becomes one payout of a plan.
struct PayoutGroup {
    /// nil for money that nobody owns yet.
    let payee: PartyRow?
    let account: Account
    var parts: [Payout.Part]
    /// The trust account that a transfer goes to.
    var target: TrustAccountID?

    var amount: Money {
        Money(
            minor: parts.reduce(0) { $0 + $1.amount.minor }, parts.first?.amount.currency ?? .eur)
    }

    /// The invoices that are paid, each once, in the order of the parts.
    var invoices: [InvoiceID] {
        var invoices: [InvoiceID] = []
        for part in parts {
            guard let invoice = part.source.invoiceLine?.invoice, invoices.last != invoice
            else { continue }
            invoices.append(invoice)
        }
        return invoices
    }

    /// What the payee reads before his code.
    var subject: String {
        switch account {
        case .agencyAvailable: "Agency share"
        case .clientRefundable: "Refund"
        case .unidentified: "Your payment, returned"
        case .taxSetAside: "Tax set aside"
        case .agencyTopUp: "Top-up, returned"
        case .trustBank: "Transfer between trust accounts"
        default: "Payout"
        }
    }
}
