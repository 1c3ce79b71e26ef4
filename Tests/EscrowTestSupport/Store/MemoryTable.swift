import EscrowEngine

/// The rows of one derived table in memory, ordered by key, with its unique indexes enforced.
struct MemoryTable: Sendable {
    let table: Table
    private var rows: [[Field]] = []
    /// For each unique index, the key that holds a value.
    private var holders: [String: [[Field]: [Field]]] = [:]

    init(_ table: Table) { self.table = table }

    func row(_ key: [Field]) throws -> [Field]? {
        try check(key)
        let place = place(of: key)
        return holds(key, at: place) ? rows[place] : nil
    }

    mutating func put(_ row: [Field]) throws {
        guard row.count == table.columns.count else {
            throw StoreError.failed("a row of \(table.name) is not whole")
        }
        let key = Array(row.prefix(table.keyCount))
        for index in table.indexes where index.isUnique {
            if let holder = holder(of: row, in: index), holder != key {
                throw StoreError.failed("UNIQUE: \(table.name) by \(index.name)")
            }
        }
        try remove(key)
        rows.insert(row, at: place(of: key))
        for index in table.indexes where index.isUnique {
            if let value = value(of: row, in: index) {
                holders[index.name, default: [:]][value] = key
            }
        }
    }

    mutating func remove(_ key: [Field]) throws {
        try check(key)
        let place = place(of: key)
        guard holds(key, at: place) else { return }
        let row = rows.remove(at: place)
        for index in table.indexes where index.isUnique {
            if let value = value(of: row, in: index) { holders[index.name]?[value] = nil }
        }
    }

    func select(_ selection: Selection) throws -> [[Field]] {
        let order = try columns(of: selection)
        let wanted = zip(order, selection.equals)
        let ranged = order.dropFirst(selection.equals.count).first
        var found = candidates(selection).filter { row in
            wanted.allSatisfy { row[$0] == $1 }
                && (ranged.map { selection.covers(row[$0]) } ?? true)
        }
        if selection.index != nil {
            found.sort { left, right in
                order.map { left[$0] }.lexicographicallyPrecedes(order.map { right[$0] })
            }
        }
        if selection.isDescending { found.reverse() }
        return selection.limit.map { Array(found.prefix(max(0, $0))) } ?? found
    }

    /// The rows that begin with the selection's values, or all rows where it goes by an index.
    private func candidates(_ selection: Selection) -> ArraySlice<[Field]> {
        guard selection.index == nil, !selection.equals.isEmpty else { return rows[...] }
        let first = place(of: selection.equals)
        return rows[first...].prefix { $0.starts(with: selection.equals) }
    }

    /// The numbers of the columns that a selection is ordered by.
    private func columns(of selection: Selection) throws -> [Int] {
        var columns = Array(0..<table.keyCount)
        if let name = selection.index {
            guard let index = table.indexes.first(where: { $0.name == name }) else {
                throw StoreError.failed("table \(table.name) has no index \(name)")
            }
            let numbers = self.numbers(index)
            columns = numbers + columns.filter { !numbers.contains($0) }
        }
        let hasRange = selection.from != nil || selection.through != nil
        guard selection.equals.count + (hasRange ? 1 : 0) <= columns.count else {
            throw StoreError.failed("a selection of \(table.name) by more columns than it has")
        }
        return columns
    }

    private func numbers(_ index: Table.Index) -> [Int] {
        index.columns.compactMap { name in table.columns.firstIndex { $0.name == name } }
    }

    /// nil where a part is null, which is equal to nothing.
    private func value(of row: [Field], in index: Table.Index) -> [Field]? {
        let value = numbers(index).map { row[$0] }
        return value.contains(.null) ? nil : value
    }

    private func holder(of row: [Field], in index: Table.Index) -> [Field]? {
        value(of: row, in: index).flatMap { holders[index.name]?[$0] }
    }

    private func check(_ key: [Field]) throws {
        guard key.count == table.keyCount else {
            throw StoreError.failed(
                "a key of \(table.name) has \(table.keyCount) fields, not \(key.count)")
        }
    }

    private func holds(_ key: [Field], at place: Int) -> Bool {
        place < rows.count && rows[place].starts(with: key)
    }

    /// Where the key is, or belongs.
    private func place(of key: [Field]) -> Int {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].prefix(key.count).lexicographicallyPrecedes(key) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

extension Selection {
    /// Whether a value is in the range; null never is.
    fileprivate func covers(_ value: Field) -> Bool {
        guard from != nil || through != nil else { return true }
        guard value != .null, from != .null, through != .null else { return false }
        return (from.map { $0 <= value } ?? true) && (through.map { value <= $0 } ?? true)
    }
}
