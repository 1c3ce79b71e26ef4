import EscrowEngine
import EscrowTestSupport
import Testing

@testable import LedgerSQLite

@Suite("Selections are answered from an index")
struct SelectionPlanTests {
    @Test("no form of a selection sorts, or looks through a whole table for a part of it")
    func plans() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/test.book", mode: .create)
            var count = 0
            for shape in TableShape.all {
                for selection in Self.selections(of: shape.table) {
                    let form = try SelectionForm(selection, of: shape.table)
                    let sql = shape.select(form)
                    let details = try await store.reader.withSession { session in
                        try session.withStatement(nil, "EXPLAIN QUERY PLAN " + sql) { plan in
                            var details: [String] = []
                            while try plan.step() { details.append(try plan.text(3)) }
                            return details
                        }
                    }
                    let isWhole = selection.equals.isEmpty && selection.from == nil
                    #expect(details.count == 1, "\(sql): \(details)")
                    #expect(details.first?.hasPrefix(isWhole ? "SCAN" : "SEARCH") == true, "\(sql)")
                    count += 1
                }
            }
            #expect(count > 300)
        }
    }

    private static func selections(of table: Table) -> [Selection] {
        let indexes = [nil] + table.indexes.map { Optional($0.name) }
        return indexes.enumerated().flatMap { number, index in
            let columns = SelectionForm.order(number, of: table).count
            return (0...columns).flatMap { equalCount in
                [false, true].flatMap { isDescending in
                    [nil, Field.integer(1)].filter { $0 == nil || equalCount < columns }.map {
                        Selection(
                            index: index, equals: .init(repeating: .integer(1), count: equalCount),
                            from: $0, through: $0, isDescending: isDescending)
                    }
                }
            }
        }
    }
}
