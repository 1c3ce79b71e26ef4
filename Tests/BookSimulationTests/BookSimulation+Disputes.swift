import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

extension BookSimulation {
    /// A part of an invoice line, by its places in the model.
    struct PartPlace {
        let number: String
        let line: Int
        let part: Int
        let owner: String
    }

    /// A part of one of the newer invoices.
    mutating func randomPart() -> PartPlace? {
        guard let number = model.invoiceOrder.suffix(12).randomElement(using: &random),
            let invoice = model.invoices[number],
            let line = invoice.lines.indices.randomElement(using: &random),
            let part = invoice.lines[line].parts.indices.randomElement(using: &random)
        else { return nil }
        return PartPlace(
            number: number, line: line, part: part, owner: invoice.lines[line].parts[part].owner)
    }

    /// From nothing to a little more than there is.
    mutating func amount(upTo most: Int64) -> Int64 {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: max(1, most)
        case 1: Int64.random(in: most...(most + 20), using: &random)
        default: Int64.random(in: 0...max(1, most), using: &random)
        }
    }

    mutating func dispute() async throws {
        guard let place = randomPart() else { return }
        let most = model.disputable(place.number, place.line, place.part)
        let amount = amount(upTo: most)
        let answer = try await ask(
            "dispute open", "\(place) \(amount)", taken: amount > 0 && amount <= most
        ) { engine throws(EngineError) in
            try await engine.openDispute(
                DisputeRequest(
                    invoice: place.number, line: place.line + 1, party: place.owner,
                    amount: Money(minor: amount, .eur), reason: "hours"),
                SampleBook.call("dispute open"))
        }
        guard let answer, let id = Int64(answer["dispute"] ?? "") else { return }
        model.dispute(id, place.number, place.line, place.part, amount)
    }

    mutating func decide() async throws {
        let undecided = model.disputes.filter { $0.value.open > 0 }.keys.sorted()
        let isOpen = Int.random(in: 0..<8, using: &random) > 0
        let ids = isOpen ? undecided : model.disputes.keys.sorted()
        guard let id = ids.suffix(6).randomElement(using: &random),
            let open = model.disputes[id]?.open
        else { return }
        let amount = Bool.random(using: &random) ? nil : amount(upTo: open)
        let decided = amount ?? open
        let side: DisputeSide = Bool.random(using: &random) ? .client : .party
        let isRight = open > 0 && decided > 0 && decided <= open
        var after = model
        let isTaken =
            switch side {
            case .client: isRight && after.decideForClient(id, decided)
            case .party: isRight
            }
        if side == .party, isRight { after.decideForParty(id, decided) }
        let answer = try await ask(
            "dispute decide", "\(id) \(side) \(decided)", taken: isTaken
        ) { engine throws(EngineError) in
            try await engine.decideDispute(
                DisputeID(sequence: id), for: side, amount: amount.map { Money(minor: $0, .eur) },
                SampleBook.call("dispute decide"))
        }
        if answer != nil { model = after }
    }
}
