import EscrowCore
import LedgerCore
import MoneyCore

/// What the parties of one invoice have of one receipt, entry by entry.
struct ReceiptShares {
    private(set) var given: [Draft.Given] = []
    /// What of the receipt is for the invoice, what exceeds all parts included.
    private var allocated: Int64 = 0
    private let invoice: InvoiceID
    private let currency: Currency

    init(_ invoice: InvoiceID, _ currency: Currency) {
        self.invoice = invoice
        self.currency = currency
    }

    /// Adds one entry of the receipt.
    mutating func add(_ entry: Entry) throws {
        let (taken, brought) = money(entry)
        switch entry.event {
        case .receiptTakenBack:
            allocated = 0
            for index in given.indices { given[index].amount = 0 }
        case .reallocation:
            // A credit note can have moved a part of a share: the share falls by all of it, not
            // only by what its owner expects again.
            if taken > 0 { try takeOut(taken) }
            allocated += brought
        case .clawback:
            allocated -= taken
            addExpectations(entry)
        default:
            if entry.event.isArrival { allocated += brought }
            addExpectations(entry)
        }
    }

    /// Of a part, what exceeds all parts goes first, then every share in proportion.
    private mutating func takeOut(_ minor: Int64) throws {
        let rest = allocated - given.reduce(0) { $0 + $1.amount }
        for share in try Draft.reduced(
            given.filter { $0.amount > 0 }, to: minor - min(rest, minor), currency)
        {
            guard let index = index(of: share.line, share.owner) else { continue }
            given[index].amount -= share.amount
        }
        allocated -= minor
    }

    /// What an entry takes out of the invoice, and what it brings to it.
    private func money(_ entry: Entry) -> (taken: Int64, brought: Int64) {
        var (taken, brought): (Int64, Int64) = (0, 0)
        for line in entry.lines where line.subledger.source.invoiceLine?.invoice == invoice {
            let kind = line.subledger.account.kind
            guard kind == .entitlement || kind == .cashClaim else { continue }
            if line.side == .debit {
                taken += line.minor
            } else if line.subledger.account == .unallocated {
                brought += line.minor
            }
        }
        return (taken, brought)
    }

    private mutating func addExpectations(_ entry: Entry) {
        for line in entry.lines {
            guard let role = PartRole(expectedIn: line.subledger.account),
                let owner = line.subledger.owner,
                let invoiceLine = line.subledger.source.invoiceLine, invoiceLine.invoice == invoice
            else { continue }
            if let index = index(of: invoiceLine, owner) {
                given[index].amount += line.signed
            } else {
                given.append(
                    Draft.Given(
                        line: invoiceLine, owner: owner, role: role, amount: line.signed))
            }
        }
    }

    private func index(of line: InvoiceLineID, _ owner: PartyID) -> Int? {
        given.firstIndex { $0.line == line && $0.owner == owner }
    }
}

extension JournalEvent {
    /// Whether it brings a receipt to an invoice before it is split.
    var isArrival: Bool {
        self == .receiptMatched || self == .receiptIdentified || self == .directDebit
    }
}
