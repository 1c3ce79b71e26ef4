import CSQLite
import EscrowEngine

extension Session {
    /// Every way in which the schema is not the one that the migrations make, or not the one
    /// that the engine writes.
    func schemaFindings() throws -> [String] {
        let sound = try Connection(
            path: Connection.memory, flags: SQLITE_OPEN_READWRITE, waitSeconds: 0)
        let wanted = try sound.withSession { session in
            try session.migrate()
            return try session.schema()
        }
        let found = try schema()
        let missing = wanted.keys.filter { found[$0] == nil }.map { "\($0) is missing" }
        let strange = found.keys.filter { wanted[$0] == nil }.map { "\($0) is not of the book" }
        let changed = wanted.filter { found[$0.key] != nil && found[$0.key] != $0.value }
            .map { "\($0.key) was changed" }
        let tables = try TableShape.all.flatMap { try tableFindings($0.table) }
        return (missing + strange + changed).sorted() + tables
    }

    /// The definition of every table, index and trigger, by its kind and name.
    private func schema() throws -> [String: String] {
        let ours = "FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid"
        let names = try texts("SELECT type || ' ' || name \(ours)")
        let definitions = try texts("SELECT coalesce(sql, '') \(ours)")
        return Dictionary(zip(names, definitions)) { first, _ in first }
    }

    /// Compares columns and indexes of a table with those that the engine's rows have.
    private func tableFindings(_ table: Table) throws -> [String] {
        let columns = try texts(
            """
            SELECT name || ' ' || type || iif("notnull" OR pk > 0, ' NOT NULL', '')
                || iif(pk > 0, ' KEY ' || pk, '')
            FROM pragma_table_info('\(table.name)') ORDER BY cid
            """)
        let indexes = try texts(
            """
            SELECT list.name || iif("unique", ' UNIQUE (', ' (')
                || (SELECT group_concat(name, ', ') FROM pragma_index_info(list.name)) || ')'
            FROM pragma_index_list('\(table.name)') AS list WHERE origin = 'c' ORDER BY list.name
            """)
        guard columns == table.columnTexts, indexes == table.indexTexts else {
            return ["table \(table.name) does not have the columns or indexes of its rows"]
        }
        return []
    }
}

extension Table {
    fileprivate var columnTexts: [String] {
        columns.enumerated().map { number, column in
            "\(column.name) \(column.kind.name)\(column.isOptional ? "" : " NOT NULL")"
                + (number < keyCount ? " KEY \(number + 1)" : "")
        }
    }

    fileprivate var indexTexts: [String] {
        indexes.sorted { $0.name < $1.name }.map { index in
            "\(index.name)\(index.isUnique ? " UNIQUE" : "") "
                + "(\(index.columns.joined(separator: ", ")))"
        }
    }
}

extension Table.Column.Kind {
    fileprivate var name: String {
        switch self {
        case .integer: "INTEGER"
        case .text: "TEXT"
        case .bytes: "BLOB"
        }
    }
}
