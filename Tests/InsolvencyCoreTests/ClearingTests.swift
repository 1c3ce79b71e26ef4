import EscrowTestSupport
import InsolvencyCore
import MoneyCore
import Testing

@Suite("Clearing among several who fail")
struct ClearingTests {
    private func network(
        _ names: [String], _ assets: [Int64], _ debts: [(Int, Int, Int64)],
        rank: ClearingNetwork.ExternalRank = .pariPassu, external: [Int64]? = nil,
        kept: Share = .whole
    ) throws -> ClearingNetwork {
        var liabilities = names.map { _ in names.map { _ in Int64(0) } }
        for (debtor, creditor, minor) in debts { liabilities[debtor][creditor] = minor }
        return try ClearingNetwork(
            nodes: names.indices.map {
                ClearingNetwork.Node(
                    name: names[$0], assets: assets[$0], externalDebt: external?[$0] ?? 0)
            }, liabilities: liabilities, externalRank: rank, assetsKept: kept, claimsKept: kept)
    }

    private let names = ["client", "agency", "freelancer", "others"]

    /// The client owes the agency all, the agency owes the freelancer.
    private func standard(client: Int64, agency: Int64) throws -> ClearingNetwork {
        try network(
            names, [client, agency, 0, 0],
            [(0, 1, 20_000_000), (1, 2, 16_000_000), (1, 3, 10_000_000), (2, 3, 3_000_000)])
    }

    /// The client owes both their parts.
    private func trust(client: Int64, agency: Int64) throws -> ClearingNetwork {
        try network(
            names, [client, agency, 0, 0],
            [(0, 1, 4_000_000), (0, 2, 16_000_000), (1, 3, 10_000_000), (2, 3, 3_000_000)])
    }

    private func near(_ value: Double, _ expected: Double) -> Bool { abs(value - expected) < 0.01 }

    @Test("a failing client: (a) pays the freelancer 10.46 of 16, (d) 9.60 (O14)")
    func clientFails() throws {
        let standard = try standard(client: 12_000_000, agency: 5_000_000)
        let result = try standard.clear()
        #expect(near(result.payments[0], 12_000_000))
        #expect(near(result.payments[1], 17_000_000))
        #expect(near(result.payments[1] * 16 / 26, 10_461_538.4615))
        let settled = try standard.settle()
        #expect(settled.payments[1][2] == 10_461_538)
        #expect(settled.payments[1][3] == 6_538_462)
        #expect(settled.defaulted == [true, true, false, false])
        let trust = try trust(client: 12_000_000, agency: 5_000_000).settle()
        #expect(trust.payments[0] == [0, 2_400_000, 9_600_000, 0])
        #expect(trust.payments[1][3] == 7_400_000)
    }

    @Test("a paying client and an empty agency: (a) pays 12.31, (d) all 16 (O14)")
    func agencyFails() throws {
        #expect(
            try standard(client: 20_000_000, agency: 0).settle().payments[1][2] == 12_307_692)
        #expect(try trust(client: 20_000_000, agency: 0).settle().payments[0][2] == 16_000_000)
    }

    @Test("a ring in which one asset shrank, with outsiders ranking alike or first")
    func ring() throws {
        let debts = [(0, 1, Int64(4_000_000)), (1, 2, 3_000_000), (2, 0, 2_000_000)]
        let assets: [Int64] = [16_000_000, 20_000_000, 10_000_000]
        let alike = try network(
            ["1", "2", "3"], assets, debts, external: [17_000_000, 0, 0])
        let rate = try #require(alike.clear().recoveryRate(0))
        // 16 and 2 from the third, of 21 owed.
        #expect(near(rate * 21, 18))
        let senior = try network(
            ["1", "2", "3"], assets, debts, rank: .senior, external: [17_000_000, 0, 0])
        #expect(near(try senior.clear().payments[0], 1_000_000))
        #expect(try senior.settle().external == [17_000_000, 0, 0])
        let empty = try network(
            ["1", "2", "3"], assets, debts, rank: .senior, external: [30_000_000, 0, 0])
        #expect(near(try empty.clear().payments[0], 0))
        #expect(try empty.settle().external[0] == 18_000_000)
    }

    @Test("a ring of debts without assets may cancel or not: the greatest, and flagged")
    func notUnique() throws {
        let ring = try network(["1", "2"], [0, 0], [(0, 1, 100), (1, 0, 100)])
        let clearing = try ring.clear()
        #expect(clearing.payments == [100, 100])
        #expect(clearing.least == [0, 0])
        #expect(!clearing.isUnique)
        #expect(try ring.settle().payments == [[0, 100], [100, 0]])
        let leaking = try network(
            ["1", "2", "3"], [0, 0, 0], [(0, 1, 100), (0, 2, 1), (1, 0, 100)])
        #expect(try leaking.clear().payments.allSatisfy { abs($0) < 1e-6 })
        #expect(try leaking.settle().total == 0)
    }

    @Test("networks that are none are refused")
    func refused() {
        let node = ClearingNetwork.Node(name: "1", assets: 0)
        #expect(throws: ClearingError.shape(nodes: 1)) {
            try ClearingNetwork(nodes: [node], liabilities: [])
        }
        #expect(throws: ClearingError.negative(-1, node: "1")) {
            try ClearingNetwork(nodes: [node], liabilities: [[-1]])
        }
        #expect(throws: ClearingError.ownDebt(node: "1")) {
            try ClearingNetwork(nodes: [node], liabilities: [[1]])
        }
        #expect(throws: ClearingError.costs(Share(2, over: 1) ?? .whole)) {
            try ClearingNetwork(
                nodes: [node], liabilities: [[0]], assetsKept: Share(2, over: 1) ?? .whole)
        }
        #expect(!"\(ClearingError.notSettled)".isEmpty)
    }
}

@Suite("Laws of clearing")
struct ClearingLaws {
    private func random(_ seed: UInt64, kept: Share = .whole) throws -> ClearingNetwork {
        var random = SeededRandom(seed: seed)
        let count = Int.random(in: 2...7, using: &random)
        let liabilities = (0..<count).map { row in
            (0..<count).map { column in
                row == column || Bool.random(using: &random)
                    ? Int64(0) : .random(in: 0...1_000_000, using: &random)
            }
        }
        return try ClearingNetwork(
            nodes: (0..<count).map {
                ClearingNetwork.Node(
                    name: "\($0)", assets: .random(in: 0...1_000_000, using: &random),
                    externalDebt: .random(in: 0...300_000, using: &random))
            }, liabilities: liabilities,
            externalRank: Bool.random(using: &random) ? .senior : .pariPassu, assetsKept: kept,
            claimsKept: kept)
    }

    @Test("no cent is made or lost, and nobody pays more than he has", arguments: UInt64(1)...300)
    func conservation(seed: UInt64) throws {
        for kept in [Share.whole, Share(3, over: 5) ?? .whole] {
            let network = try random(seed, kept: kept)
            let settled = try network.settle()
            #expect(settled.total == network.nodes.reduce(0) { $0 + $1.assets })
            #expect(settled.holdings.allSatisfy { $0 >= 0 })
            #expect(settled.costs.allSatisfy { $0 >= 0 })
            for (place, row) in settled.payments.enumerated() {
                #expect(zip(row, network.liabilities[place]).allSatisfy { $0 <= $1 })
                // Who fails keeps nothing.
                #expect(!settled.defaulted[place] || settled.holdings[place] == 0)
            }
        }
    }

    @Test("whole cents are close to the estimate", arguments: UInt64(1)...300)
    func close(seed: UInt64) throws {
        let network = try random(seed)
        let (clearing, settled) = (try network.clear(), try network.settle())
        for (place, payment) in clearing.payments.enumerated() {
            let paid = settled.payments[place].reduce(0, +) + settled.external[place]
            let senior = network.externalRank == .senior ? settled.external[place] : 0
            #expect(abs(payment - Double(paid - senior)) <= 50)
        }
    }

    @Test("one debtor pays all alike", arguments: UInt64(1)...100)
    func pariPassu(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let debts = (0..<5).map { _ in Int64.random(in: 1...1_000_000, using: &random) }
        let assets = Int64.random(in: 0...2_000_000, using: &random)
        let network = try ClearingNetwork(
            nodes: (0..<6).map { .init(name: "\($0)", assets: $0 == 0 ? assets : 0) },
            liabilities: [[0] + debts] + (0..<5).map { _ in [Int64](repeating: 0, count: 6) })
        let sum = debts.reduce(0, +)
        #expect(abs(try network.clear().payments[0] - Double(min(assets, sum))) < 1e-6)
        let settled = try network.settle().payments[0]
        for (paid, debt) in zip(settled.dropFirst(), debts) {
            #expect(abs(Double(paid) - Double(debt) * min(1, Double(assets) / Double(sum))) <= 1)
        }
    }

    @Test(
        "failure without costs is the network without costs; costs never help",
        arguments: UInt64(1)...200)
    func costs(seed: UInt64) throws {
        let plain = try random(seed).clear()
        let dear = try random(seed, kept: Share(1, over: 2) ?? .whole).clear()
        for (first, second) in zip(plain.payments, dear.payments) {
            #expect(second <= first + 1e-6)
        }
    }

    @Test("more assets never make anybody pay less", arguments: UInt64(1)...200)
    func monotone(seed: UInt64) throws {
        let network = try random(seed)
        var random = SeededRandom(seed: seed &+ 1)
        let richer = try ClearingNetwork(
            nodes: network.nodes.map {
                .init(
                    name: $0.name, assets: $0.assets + .random(in: 0...100_000, using: &random),
                    externalDebt: $0.externalDebt)
            }, liabilities: network.liabilities, externalRank: network.externalRank)
        for (less, more) in zip(try network.clear().payments, try richer.clear().payments) {
            #expect(more >= less - 1e-6)
        }
        let (less, more) = (try network.settle(), try richer.settle())
        for (first, second) in zip(less.payments, more.payments) {
            #expect(zip(first, second).allSatisfy { $0 <= $1 })
        }
    }

    @Test("the least vector is never above the greatest", arguments: UInt64(1)...200)
    func least(seed: UInt64) throws {
        for kept in [Share.whole, Share(1, over: 2) ?? .whole] {
            let clearing = try random(seed, kept: kept).clear()
            #expect(
                zip(clearing.least, clearing.payments).allSatisfy { $0 <= $1 + 1e-6 * max(1, $1) })
        }
    }
}
