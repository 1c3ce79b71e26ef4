import EscrowTestSupport

extension BookSimulation {
    /// One kind of step, and how often it comes beside the others.
    private struct Kind: Sendable {
        let weight: Int
        let step: @Sendable (inout BookSimulation) async throws -> Void

        init(
            _ weight: Int,
            _ step: @escaping @Sendable (inout BookSimulation) async throws -> Void
        ) {
            self.weight = weight
            self.step = step
        }
    }

    private static let kinds: [Kind] = [
        Kind(20) { try await $0.bill() },
        Kind(25) { try await $0.bankFile() },
        Kind(12) { try await $0.match() },
        Kind(5) { try await $0.dispute() },
        Kind(5) { try await $0.decide() },
        Kind(6) { try await $0.credit() },
        Kind(6) { try await $0.netCredit() },
        Kind(9) { try await $0.repayCredit() },
        Kind(3) { try await $0.applyCredit() },
        Kind(2) { try await $0.writeOff() },
        Kind(6) { try await $0.sell() },
        Kind(2) { try await $0.reverseSales() },
        Kind(1) { try await $0.setOff() },
        Kind(2) { try await $0.runReleases() },
        Kind(3) { try await $0.takeBack() },
        Kind(3) { try await $0.recover() },
        Kind(4) { try await $0.net() },
        Kind(3) { try await $0.makeFinal() },
        Kind(4) { try await $0.moveReceipt() },
        Kind(4) { try await $0.unmatch() },
        Kind(2) { try await $0.clawBack() },
        Kind(2) { try await $0.misdirect() },
        Kind(2) { try await $0.passFromShare() },

        Kind(3) { try await $0.topUp() },
        Kind(12) { try await $0.plan() },
        Kind(5) { try await $0.approve() },
        Kind(5) { try await $0.export() },
        Kind(2) { try await $0.withdraw() },
        Kind(4) { try await $0.refund() },
        Kind(6) { try await $0.transfer() },
        Kind(3) { try await $0.sendBack() },
        Kind(2) { try await $0.withdrawTopUp() },
        Kind(1) { try await $0.limitTopUp() },
        Kind(7) { try await $0.sayFate() },
        Kind(6) { try await $0.confirmResend() },

        Kind(6) { try await $0.release() },
        Kind(4) { try await $0.close() },
        Kind(1) { try await $0.billBack() },
        Kind(3) { try await $0.allocateInterest() },
        Kind(3) { try await $0.releaseInterest() },
        Kind(4) { $0.nextDay() },
    ]

    /// One random step of the table; a plan that can go on mostly does, for its day passes soon.
    mutating func step() async throws {
        if Int.random(in: 0..<3, using: &random) > 0, try await goOn() { return }
        try await Self.kinds[random.index(of: Self.kinds.map(\.weight))].step(&self)
    }

    /// One kind of bank line; nil when the book gives no occasion for it.
    private struct LineKind: Sendable {
        let name: String
        let weight: Int
        let make: @Sendable (inout BookSimulation, String, inout Set<Int64>) -> PlannedLine?

        init(
            _ name: String, _ weight: Int,
            _ make:
                @escaping @Sendable (inout BookSimulation, String, inout Set<Int64>) -> PlannedLine?
        ) {
            self.name = name
            self.weight = weight
            self.make = make
        }
    }

    private static let lineKinds: [LineKind] = [
        LineKind("receipt", 8) { $0.receipt($1, &$2) },
        LineKind("unknown", 3) { $0.unknown($1, &$2) },
        LineKind("direct debit", 2) { $0.directDebit($1, &$2) },
        LineKind("taken back", 1) { $0.takenBack($1, &$2) },
        LineKind("unmarked debit", 1) { $0.unmarkedDebit($1, &$2) },
        LineKind("repaid", 2) { $0.repaid($1, &$2) },
        LineKind("passed on", 1) { $0.passedOn($1, &$2) },

        LineKind("settlement", 6) { $0.settlement($1, &$2) },
        LineKind("returned", 3) { $0.returned($1, &$2) },
        LineKind("arrival", 5) { $0.arrival($1, &$2) },
        LineKind("late debit", 1) { $0.lateDebit($1, &$2) },
        LineKind("late return", 1) { $0.lateReturn($1, &$2) },

        LineKind("charge", 1) { $0.charge($1, &$2) },
        LineKind("interest", 1) { $0.interest($1, &$2) },
        LineKind("late", 2) { $0.lateLine($1, &$2) },
        LineKind("from agency", 2) { $0.fromAgency($1, &$2) },
    ]

    static var lineNames: [String] { lineKinds.map(\.name) }

    /// One random line of the table.
    ///
    /// - Parameters:
    ///   - place: Where it stands in its file.
    ///   - used: Records that another line of the file is about.
    /// - Returns: The line with what it does to the model; nil without an occasion.
    mutating func bankLine(_ place: String, _ used: inout Set<Int64>) -> PlannedLine? {
        let kind = Self.lineKinds[random.index(of: Self.lineKinds.map(\.weight))]
        guard let line = kind.make(&self, place, &used) else { return nil }
        count("bank line: \(kind.name)")
        return line
    }
}

extension SeededRandom {
    /// An index, as often as its weight says.
    mutating func index(of weights: [Int]) -> Int {
        var left = Int.random(in: 0..<weights.reduce(0, +), using: &self)
        for (index, weight) in weights.enumerated() {
            if left < weight { return index }
            left -= weight
        }
        return weights.count - 1
    }
}
