/// A row that a batch looks up and changes by its key.
protocol DraftRow: DerivedRow {
    associatedtype Key: Hashable & Comparable
    var key: Key { get }
    static func fields(of key: Key) -> [Field]
}

/// The rows of one table that a batch has read or changed, and not yet given to the store.
struct TableDraft<Row: DraftRow> {
    private enum Slot {
        case clean(Row?)
        case changed(Row?)
    }

    private var slots: [Row.Key: Slot] = [:]
    private var changedKeys: [Row.Key] = []
    /// Rows at hand between two chunks: enough for balances, little beside what a chunk itself needs.
    private static var slotsMax: Int { 10_000 }

    mutating func row(_ key: Row.Key, _ reader: any BookReader) throws -> Row? {
        switch slots[key] {
        case .clean(let row), .changed(let row): return row
        case nil:
            let row = try reader.row(Row.self, key: Row.fields(of: key))
            slots[key] = .clean(row)
            return row
        }
    }

    mutating func put(_ row: Row) { change(row.key, to: row) }

    mutating func remove(_ key: Row.Key) { change(key, to: nil) }

    /// Gives all changes to the store; what was read stays at hand while there is room.
    mutating func flush(_ writer: inout any BookWriter) throws {
        var rows: [Row] = []
        rows.reserveCapacity(changedKeys.count)
        var removed: [[Field]] = []
        // In key order: neighbours in the table are written together.
        changedKeys.sort()
        for key in changedKeys {
            guard case .changed(let row) = slots[key] else { continue }
            if let row { rows.append(row) } else { removed.append(Row.fields(of: key)) }
            slots[key] = .clean(row)
        }
        changedKeys.removeAll(keepingCapacity: true)
        if !removed.isEmpty { try writer.remove(Row.self, keys: removed) }
        if !rows.isEmpty { try writer.put(rows) }
        if slots.count > Self.slotsMax { slots.removeAll(keepingCapacity: true) }
    }

    private mutating func change(_ key: Row.Key, to row: Row?) {
        if case .changed = slots[key] {} else { changedKeys.append(key) }
        slots[key] = .changed(row)
    }
}
