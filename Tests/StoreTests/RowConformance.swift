import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("Any store keeps derived rows")
struct RowConformance {
    private static func party(_ id: Int64, _ code: String, iban: String? = nil) -> PartyRow {
        PartyRow(id: PartyID(sequence: id), code: code, role: .client, iban: iban, version: id)
    }

    private static func balance(_ account: Account, _ owner: Int64, _ amount: Int64) -> BalanceRow {
        BalanceRow(account: account, owner: owner, bank: 1, amount: amount)
    }

    @Test("a row is put, replaced, found and removed", arguments: StoreKind.allCases)
    func one(kind: StoreKind) async throws {
        try await kind.withBook { store in
            let row = Self.balance(.freelancerHeld, 7, 100)
            let key: [Field] = [.integer(2100), .integer(7), .integer(1)]
            #expect(try await store.read { try $0.row(BalanceRow.self, key: key) } == nil)
            try await store.write { try $0.put([row]) }
            #expect(try await store.read { try $0.row(BalanceRow.self, key: key) } == row)
            var more = row
            more.amount = 250
            try await store.write { [more] in try $0.put([more]) }
            #expect(try await store.read { try $0.rows(BalanceRow.self, .all) } == [more])
            try await store.write { try $0.remove(BalanceRow.self, keys: [key, key]) }
            #expect(try await store.read { try $0.rows(BalanceRow.self, .all) } == [])
        }
    }

    struct Choice: Sendable, CustomTestStringConvertible {
        let name: String
        let selection: Selection
        /// The codes of the parties in the order in which they come.
        let codes: [String]
        var testDescription: String { name }
    }

    private static let parties = [
        party(1, "C-02", iban: "B"), party(2, "C-10"), party(3, "C-01", iban: "A"),
        party(4, "c-03", iban: "B"), party(5, "Ä-01"), party(6, "F-01", iban: "AA"),
    ]

    static let choices = [
        Choice(
            name: "all by key", selection: .all,
            codes: ["C-02", "C-10", "C-01", "c-03", "Ä-01", "F-01"]),
        Choice(
            name: "all by key, backwards, two",
            selection: Selection(isDescending: true, limit: 2), codes: ["F-01", "Ä-01"]),
        Choice(name: "one key", selection: Selection(equals: [.integer(3)]), codes: ["C-01"]),
        Choice(name: "none", selection: Selection(limit: 0), codes: []),
        Choice(
            name: "keys from", selection: Selection(from: .integer(5)), codes: ["Ä-01", "F-01"]),
        Choice(
            name: "keys through", selection: Selection(through: .integer(2)),
            codes: ["C-02", "C-10"]),
        Choice(
            name: "keys between", selection: Selection(from: .integer(2), through: .integer(3)),
            codes: ["C-10", "C-01"]),
        Choice(
            name: "texts in the order of their bytes", selection: Selection(index: "partyByCode"),
            codes: ["C-01", "C-02", "C-10", "F-01", "c-03", "Ä-01"]),
        Choice(
            name: "texts between",
            selection: Selection(index: "partyByCode", from: .text("C-02"), through: .text("F-01")),
            codes: ["C-02", "C-10", "F-01"]),
        Choice(
            name: "equal in an index, then by key",
            selection: Selection(index: "partyByIBAN", equals: [.text("B")]),
            codes: ["C-02", "c-03"]),
        Choice(
            name: "equal in an index, then a range of the key",
            selection: Selection(
                index: "partyByIBAN", equals: [.text("B")], from: .integer(2)), codes: ["c-03"]),
        Choice(
            name: "null is found by being equal",
            selection: Selection(index: "partyByIBAN", equals: [.null], isDescending: true),
            codes: ["Ä-01", "C-10"]),
        Choice(
            name: "null comes first", selection: Selection(index: "partyByIBAN", limit: 3),
            codes: ["C-10", "Ä-01", "C-01"]),
        Choice(
            name: "null is in no range",
            selection: Selection(index: "partyByIBAN", through: .text("AA")),
            codes: ["C-01", "F-01"]),
    ]

    @Test("a selection takes its rows in its order", arguments: StoreKind.allCases, choices)
    func selection(kind: StoreKind, choice: Choice) async throws {
        try await kind.withBook { store in
            try await store.appendSample(count: 6)
            try await store.write { try $0.put(Self.parties) }
            let codes = try await store.read { try $0.rows(PartyRow.self, choice.selection) }
                .map(\.code)
            #expect(codes == choice.codes)
            let streamed = try await store.read { reader in
                var codes: [String] = []
                try reader.forEachRow(PartyRow.self, choice.selection) { codes.append($0.code) }
                return codes
            }
            #expect(streamed == choice.codes)
        }
    }

    @Test("rows can be looked up while others are handed over", arguments: StoreKind.allCases)
    func nested(kind: StoreKind) async throws {
        try await kind.withBook { store in
            try await store.appendSample(count: 6)
            try await store.write { try $0.put(Self.parties) }
            let pairs = try await store.read { reader in
                var pairs = 0
                try reader.forEachRow(PartyRow.self, .all) { outer in
                    try reader.forEachRow(PartyRow.self, .all) { _ in pairs += 1 }
                    let key: [Field] = [.integer(outer.id.sequence)]
                    #expect(try reader.row(PartyRow.self, key: key) == outer)
                }
                return pairs
            }
            #expect(pairs == 36)
        }
    }

    @Test("a unique value is held by one row", arguments: StoreKind.allCases)
    func unique(kind: StoreKind) async throws {
        try await kind.withBook { store in
            try await store.appendSample(count: 6)
            try await store.write { try $0.put(Self.parties) }
            await #expect(throws: StoreError.self) {
                try await store.write { writer in
                    try writer.remove(PartyRow.self, keys: [[.integer(6)]])
                    try writer.put([Self.party(5, "C-02")])
                }
            }
            #expect(try await store.read { try $0.rows(PartyRow.self, .all) } == Self.parties)
            // Free again once its holder is gone.
            try await store.write { writer in
                try writer.remove(PartyRow.self, keys: [[.integer(1)]])
                try writer.put([Self.party(5, "C-02")])
            }
            let byCode = Selection(index: "partyByCode", equals: [.text("C-02")])
            #expect(
                try await store.read { try $0.rows(PartyRow.self, byCode) }
                    == [Self.party(5, "C-02")])
        }
    }

    @Test("keys and indexes that a table does not have are refused", arguments: StoreKind.allCases)
    func wrongShape(kind: StoreKind) async throws {
        let wrong = [
            Selection(index: "partyByName"), Selection(equals: [.integer(1), .integer(1)]),
            Selection(equals: [.integer(1)], from: .integer(1)),
        ]
        try await kind.withBook { store in
            for selection in wrong {
                await #expect(throws: StoreError.self) {
                    try await store.read { try $0.rows(PartyRow.self, selection) }
                }
            }
            await #expect(throws: StoreError.self) {
                try await store.read { try $0.row(BalanceRow.self, key: [.integer(1)]) }
            }
            await #expect(throws: StoreError.self) {
                try await store.write { try $0.remove(BalanceRow.self, keys: [[.integer(1)]]) }
            }
        }
    }

    @Test("a fault at any call leaves the book as it was", arguments: StoreKind.allCases)
    func faults(kind: StoreKind) async throws {
        try await kind.withBook { store in
            try await store.appendSample(count: 6)
            let sample = try SampleBatch(first: 7, count: 2, second: 20)
            var call = 0
            while true {
                call += 1
                do {
                    try await FaultyStore(store, failingAtCall: call).write { writer in
                        try writer.put(Self.parties)
                        try writer.remove(PartyRow.self, keys: [[.integer(2)]])
                        try sample.append(to: &writer)
                    }
                    break
                } catch let fault as InjectedFault {
                    #expect(fault.call == call)
                    #expect(try await store.read { try $0.head()?.size } == 6)
                    #expect(try await store.read { try $0.rows(PartyRow.self, .all) } == [])
                }
            }
            #expect(call == 7)
            #expect(try await store.read { try $0.head()?.size } == 8)
            #expect(try await store.read { try $0.rows(PartyRow.self, .all).count } == 5)
        }
    }
}
