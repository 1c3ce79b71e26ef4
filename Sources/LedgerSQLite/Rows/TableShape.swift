import EscrowEngine

/// A derived table with its number, and the statements that its rows are kept with.
struct TableShape {
    let number: Int
    let table: Table

    static let all: [TableShape] = DerivedTables.all.enumerated().map { number, type in
        TableShape(number: number, table: type.table)
    }

    private static let numbers = Dictionary(
        uniqueKeysWithValues: DerivedTables.all.enumerated().map { (ObjectIdentifier($1), $0) })

    /// - Throws: `failed` for a type that is not in `DerivedTables.all`.
    static func of<Row: DerivedRow>(_ type: Row.Type) throws -> TableShape {
        guard let number = numbers[ObjectIdentifier(type)] else {
            throw StoreError.failed("table \(type.table.name) is not one of the book's tables")
        }
        return all[number]
    }

    private var names: [String] { table.columns.map { "\"\($0.name)\"" } }
    private var key: [String] { Array(names.prefix(table.keyCount)) }

    /// Inserts a row, or changes the columns that can change of the one that is there.
    var put: String {
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        let changes = table.changing.map { "\"\($0.name)\" = excluded.\"\($0.name)\"" }
        let change = changes.isEmpty ? "NOTHING" : "UPDATE SET " + changes.joined(separator: ", ")
        return """
            INSERT INTO "\(table.name)" (\(names.joined(separator: ", "))) VALUES (\(marks))
            ON CONFLICT (\(key.joined(separator: ", "))) DO \(change)
            """
    }

    var get: String { "\(head) WHERE \(keyIsGiven)" }

    var remove: String { "DELETE FROM \"\(table.name)\" WHERE \(keyIsGiven)" }

    /// The last parameter is the limit, -1 for none.
    func select(_ form: SelectionForm) -> String {
        let order = SelectionForm.order(form.index, of: table)
        var conditions = order.prefix(form.equalCount).map { "\"\($0)\" \(equality($0)) ?" }
        let next = order.dropFirst(form.equalCount).first.map { "\"\($0)\"" } ?? ""
        if form.hasFrom { conditions.append("\(next) >= ?") }
        if form.hasThrough { conditions.append("\(next) <= ?") }
        let direction = form.isDescending ? " DESC" : ""
        let way = form.index > 0 ? " INDEXED BY \"\(table.indexes[form.index - 1].name)\"" : ""
        return head + way
            + (conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND "))
            + " ORDER BY " + order.map { "\"\($0)\"\(direction)" }.joined(separator: ", ")
            + " LIMIT ?"
    }

    private var head: String { "SELECT \(names.joined(separator: ", ")) FROM \"\(table.name)\"" }

    private var keyIsGiven: String { key.map { "\($0) = ?" }.joined(separator: " AND ") }

    /// Only a column that may be null needs the slower comparison that null equals null.
    private func equality(_ name: String) -> String {
        table.columns.contains { $0.name == name && $0.isOptional } ? "IS" : "="
    }
}
