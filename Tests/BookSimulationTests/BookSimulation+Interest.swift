import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore

/// Interest, from the bank to those whose money earned it.
extension BookSimulation {
    mutating func interest(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        let amount = Int64.random(in: 1...90, using: &random)
        return (
            line(amount, place, kind: .interest),
            { [bank] model, _ in
                model.move(
                    amount, debit: Model.Place(1000, at: bank),
                    credit: Model.Place(2700, "", "interest", at: bank))
            }
        )
    }

    /// The days since the last allocation, or any others.
    mutating func allocateInterest() async throws {
        let bank = accounts.randomElement(using: &random) ?? 1
        let allocated = model.allocated[bank] ?? []
        let iban = try Self.iban(bank)
        let next = allocated.last.map { Day(number: $0.upperBound + 1) }
        let from =
            Int.random(in: 0..<4, using: &random) > 0
            ? next ?? SampleBook.day("2013-01-01")
            : day.adding(days: -Int.random(in: 0...30, using: &random))
        let end =
            Int.random(in: 0..<4, using: &random) > 0
            ? day.adding(days: -Int.random(in: 1...10, using: &random))
            : from.adding(days: Int.random(in: -1...30, using: &random))
        let waiting = model.waitingInterest(at: bank)
        let amount: Int64? =
            Bool.random(using: &random) ? nil : Int64.random(in: 0...(waiting + 5), using: &random)
        let (clients, producers) = (Bool.random(using: &random), Bool.random(using: &random))
        let given = amount ?? waiting
        var weights: [(owner: String, weight: Int64)] = []
        var isTaken = false
        if from <= end, end < day, given > 0, given <= waiting {
            let days = from.number...end.number
            weights = model.weights(days, at: bank, clients: clients, producers: producers)
            isTaken = !weights.isEmpty && !allocated.contains { $0.overlaps(days) }
        }
        let answer = try await ask(
            "interest allocate", "\(from) \(end) \(given) of \(waiting)", taken: isTaken
        ) { engine throws(EngineError) in
            try await engine.allocateInterest(
                InterestRequest(
                    account: iban, from: from, to: end, includesClients: clients,
                    includesProducers: producers, amount: amount.map { Money(minor: $0, .eur) }),
                SampleBook.call("interest allocate"))
        }
        guard answer != nil else { return }
        model.allocate(given, weights, at: bank)
        model.allocated[bank] = (allocated + [from.number...end.number])
            .sorted { $0.lowerBound < $1.lowerBound }
    }

    mutating func releaseInterest() async throws {
        guard let owner = (Self.owners + Self.clients).randomElement(using: &random) else { return }
        let held =
            owner.hasPrefix("C")
            ? 0
            : model.everywhere(Model.accounts(owner).held, owner, "interest")
                .reduce(0) { $0 + model.free($1.place) }
        let isTaken = held > 0 && !(owner == Model.agency && model.shortfall > 0)
        let answer = try await ask("interest release", owner, taken: isTaken) {
            engine throws(EngineError) in
            try await engine.releaseInterest(party: owner, SampleBook.call("interest release"))
        }
        if answer != nil { model.releaseInterest(owner) }
    }
}
