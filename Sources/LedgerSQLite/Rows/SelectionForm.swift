import EscrowEngine

/// The form of a selection, without its values: one form is one statement.
struct SelectionForm: Hashable {
    /// 0 is the primary key, n the table's index n - 1.
    let index: Int
    let equalCount: Int
    let hasFrom: Bool
    let hasThrough: Bool
    let isDescending: Bool

    /// - Throws: `failed` for an index or a range that the table does not have.
    init(_ selection: Selection, of table: Table) throws {
        if let name = selection.index {
            guard let number = table.indexes.firstIndex(where: { $0.name == name }) else {
                throw StoreError.failed("table \(table.name) has no index \(name)")
            }
            index = number + 1
        } else {
            index = 0
        }
        equalCount = selection.equals.count
        hasFrom = selection.from != nil
        hasThrough = selection.through != nil
        isDescending = selection.isDescending
        let needed = equalCount + (hasFrom || hasThrough ? 1 : 0)
        guard needed <= Self.order(index, of: table).count else {
            throw StoreError.failed("a selection of \(table.name) by more columns than it has")
        }
    }

    /// The columns that rows are ordered by: those of the index, then what is left of the key.
    static func order(_ index: Int, of table: Table) -> [String] {
        let key = table.columns.prefix(table.keyCount).map(\.name)
        guard index > 0 else { return key }
        let columns = table.indexes[index - 1].columns
        return columns + key.filter { !columns.contains($0) }
    }
}
