import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import LedgerSQLite
import MoneyCore
import Testing

/// Rows with keys from a small range, so that they meet.
private protocol RandomRow: DerivedRow {
    static func random(using random: inout SeededRandom) -> Self
}

extension EngagementRow: RandomRow {
    fileprivate static func random(using random: inout SeededRandom) -> EngagementRow {
        let day = Day(number: .random(in: -3...3, using: &random))
        return EngagementRow(
            id: EngagementID(sequence: .random(in: 1...9, using: &random)), validFrom: day,
            validTo: Bool.random(using: &random) ? day.adding(days: 4) : nil,
            code: ["E-1", "E-10", "e-1", "É"][Int.random(in: 0...3, using: &random)],
            client: PartyID(sequence: .random(in: 1...3, using: &random)),
            freelancer: PartyID(sequence: .random(in: 4...6, using: &random)), version: 9)
    }
}

extension AnswerRow: RandomRow {
    fileprivate static func random(using random: inout SeededRandom) -> AnswerRow {
        let keys = ["a", "A", "aa", "ä", "z", "𝔘", "\u{FFFD}", "a b"]
        return AnswerRow(
            key: keys[Int.random(in: 0..<keys.count, using: &random)],
            fingerprint: [UInt8](repeating: .random(in: 0...255, using: &random), count: 32),
            answer: Bool.random(using: &random) ? "" : "done", sequence: 3)
    }
}

extension FileRow: RandomRow {
    fileprivate static func random(using random: inout SeededRandom) -> FileRow {
        FileRow(
            digest: [.random(in: 0...3, using: &random)] + [UInt8](repeating: 200, count: 31),
            name: "statement.xml", size: .random(in: 0...99, using: &random), sequence: 2)
    }
}

extension TotalRow: RandomRow {
    fileprivate static func random(using random: inout SeededRandom) -> TotalRow {
        let accounts: [Account] = [.trustBank, .freelancerHeld, .expectedReceipts]
        return TotalRow(
            owner: .random(in: 0...2, using: &random),
            account: accounts[Int.random(in: 0...2, using: &random)],
            bookingDay: Day(number: .random(in: -2...2, using: &random)),
            recordedDay: Day(number: .random(in: 0...2, using: &random)),
            debit: .random(in: 0...99, using: &random), credit: Int64.max)
    }
}

extension BankLineRow: RandomRow {
    fileprivate static func random(using random: inout SeededRandom) -> BankLineRow {
        let amount = Int64.random(in: -9...9, using: &random)
        return BankLineRow(
            id: BankLineID(sequence: .random(in: 1...20, using: &random)),
            bank: TrustAccountID(sequence: 1), bookingDay: Day(number: 1), amount: amount,
            fingerprint: [.min, -1, 0, 1, .max][Int.random(in: 0...4, using: &random)],
            meaning: .unidentified, open: max(0, amount))
    }
}

@Suite("Laws of stores")
struct StoreLaws {
    @Test("both stores give the same rows for the same changes", arguments: UInt64(1)...40)
    func same(seed: UInt64) async throws {
        try await withTemporaryFolder { folder in
            let sqlite = try SQLiteStore(path: folder + "/test.book", mode: .create)
            let memory = InMemoryStore()
            for store in [sqlite, memory] as [any LedgerStore] {
                try await store.appendSample(count: 9)
                try await store.write { writer in
                    try writer.put(
                        (1...6).map { number in
                            PartyRow(
                                id: PartyID(sequence: number), code: "P-\(number)", role: .client,
                                iban: nil, version: number)
                        })
                }
            }
            var random = SeededRandom(seed: seed)
            try await compare(EngagementRow.self, sqlite, memory, &random)
            try await compare(AnswerRow.self, sqlite, memory, &random)
            try await compare(FileRow.self, sqlite, memory, &random)
            try await compare(TotalRow.self, sqlite, memory, &random)
            try await compare(BankLineRow.self, sqlite, memory, &random)
            #expect(try await sqlite.integrityFindings() == [])
        }
    }

    private func compare<Row: RandomRow>(
        _ type: Row.Type, _ left: any LedgerStore, _ right: any LedgerStore,
        _ random: inout SeededRandom
    ) async throws {
        var put: [[Field]: Row] = [:]
        for _ in 0..<4 {
            let rows = (0..<12).map { _ in Row.random(using: &random) }
            let gone = (0..<5).map { _ in Row.random(using: &random).key }
            for store in [left, right] {
                try await store.write { writer in
                    try writer.put(rows)
                    try writer.remove(type, keys: gone)
                }
            }
            for row in rows { put[row.key] = row }
            for key in gone { put[key] = nil }
            for row in rows {
                let found = try await left.read { try $0.row(type, key: row.key) }
                #expect(found == put[row.key])
                #expect(try await right.read { try $0.row(type, key: row.key) } == found)
            }
            for _ in 0..<12 {
                let selection = Selection.random(of: Row.random(using: &random), using: &random)
                let found = try await left.read { try $0.rows(type, selection) }
                #expect(try await right.read { try $0.rows(type, selection) } == found)
            }
            let all = try await left.read { try $0.rows(type, .all) }
            #expect(all.map(\.key) == put.keys.sorted { $0.lexicographicallyPrecedes($1) })
            #expect(all.allSatisfy { put[$0.key] == $0 })
        }
    }
}

/// Collects the fields of a row.
private struct Fields: FieldWriter {
    var list: [Field] = []
    mutating func integer(_ value: Int64) { list.append(.integer(value)) }
    mutating func text(_ value: String) { list.append(.text(value)) }
    mutating func bytes(_ value: [UInt8]) { list.append(.bytes(value)) }
    mutating func null() { list.append(.null) }
}

extension DerivedRow {
    fileprivate var fields: [Field] {
        var fields = Fields()
        write(to: &fields)
        return fields.list
    }

    fileprivate var key: [Field] { Array(fields.prefix(Self.table.keyCount)) }
}

extension Selection {
    /// Some selection with the values of a row.
    fileprivate static func random<Row: DerivedRow>(
        of row: Row, using random: inout SeededRandom
    ) -> Selection {
        let table = Row.table
        let index = table.indexes.isEmpty || Bool.random(using: &random) ? nil : table.indexes[0]
        let key = table.columns.prefix(table.keyCount).map(\.name)
        let order = (index?.columns ?? []) + key.filter { index?.columns.contains($0) != true }
        let fields = order.compactMap { name in
            table.columns.firstIndex { $0.name == name }.map { row.fields[$0] }
        }
        let equalCount = Int.random(in: 0...fields.count, using: &random)
        let next = equalCount < fields.count ? fields[equalCount] : nil
        return Selection(
            index: index?.name, equals: Array(fields.prefix(equalCount)),
            from: Bool.random(using: &random) ? next : nil,
            through: Bool.random(using: &random) ? next : nil,
            isDescending: Bool.random(using: &random),
            limit: Bool.random(using: &random) ? Int.random(in: 0...5, using: &random) : nil)
    }
}
