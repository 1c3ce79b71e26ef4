import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

/// J33: a second trust account, and what goes from one to the other.
extension BookSimulation {
    /// The trust accounts of the book; the money of a pool lies in one.
    var accounts: [Int] { seed % 3 == 0 ? [1] : [1, 2] }

    /// What some transfers must come to, besides that they arrive.
    static let transferEnds = ["a transfer comes back", "a transfer is rejected"]

    static func iban(_ account: Int) throws -> IBAN {
        if account == 1 { return try IBAN(SampleBook.trustIBAN) }
        guard let second = SampleBook.account(41) else { throw Failed(description: "no IBAN") }
        return second
    }

    func openSecondAccount() async throws {
        let asked = try await book.engine(at: "2013-01-01T08:00:00Z").requestTrustAccount(
            TrustAccount(
                iban: try Self.iban(2), bic: nil, holder: "Trustee T-02", currency: .eur),
            SampleBook.call("account add"))
        _ = try await book.engine(at: "2013-01-01T08:00:00Z").consent(
            to: ChangeID(sequence: Int64(asked["change"] ?? "") ?? 0),
            SampleBook.call("change consent", by: SampleBook.approver))
    }

    /// What is somebody's goes to the other account, or money that is owed there.
    mutating func transfer() async throws {
        let from = accounts.randomElement(using: &random) ?? 1
        let isSame = Int.random(in: 0..<8, using: &random) == 0
        let target = isSame ? from : 3 - from
        let isMoney = Int.random(in: 0..<3, using: &random) == 0
        let owners = (Self.owners + Self.clients).filter { _ in
            Int.random(in: 0..<4, using: &random) == 0
        }
        let numbers =
            Int.random(in: 0..<3, using: &random) == 0
            ? model.invoiceOrder.suffix(6).filter { _ in Bool.random(using: &random) } : []
        let payout: Model.Payout? =
            if target == from || !accounts.contains(target) {
                nil
            } else if isMoney {
                lentPayout(from: from, to: target)
            } else {
                model.transferable(from: from, to: target, owners, numbers)
            }
        _ = try await plan(
            isMoney ? "account transfer --money-only" : "account transfer",
            .transfer(
                TransferOrder(
                    to: try Self.iban(target), invoices: numbers, isMoneyOnly: isMoney)),
            payout.map { [$0] } ?? [], payees: owners, from: from)
    }

    private func lentPayout(from bank: Int, to target: Int) -> Model.Payout? {
        let lent = model.lent(from: bank, to: target)
        guard lent > 0 else { return nil }
        return Model.Payout(
            owner: "", account: 1000, parts: [(place: Model.Place(1000, at: bank), amount: lent)],
            state: "planned", bank: bank, target: target)
    }

    // MARK: Bank lines

    /// The money of a transfer comes, by its id or by the text that repeats it.
    mutating func arrival(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        guard
            let (id, payout) = payout(
                in: Model.inFlight.union(["settled"]), &used, isIncoming: true)
        else { return nil }
        let charge = min(payout.amount - 1, Int64.random(in: 0...2, using: &random))
        let isNamed = Bool.random(using: &random)
        let name = PayoutID(sequence: id).text(in: bookID)
        return (
            line(
                payout.amount - charge, place, text: isNamed ? "" : "transfer \(name)",
                endToEnd: isNamed ? name : nil),
            { model, _ in model.arrive(id, charge: charge) }
        )
    }
}
