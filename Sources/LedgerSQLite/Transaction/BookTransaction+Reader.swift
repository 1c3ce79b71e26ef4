import EscrowEngine

extension BookTransaction: BookReader {
    func row<Row: DerivedRow>(_ type: Row.Type, key: [Field]) throws -> Row? {
        let shape = try TableShape.of(type)
        try shape.check(key)
        let slot = StatementSlot.table(shape.number, .get)
        return try session.withStatement(slot, shape.get) { statement in
            try statement.bind(key)
            guard try statement.step() else { return nil }
            return try read(type, statement)
        }
    }

    func rows<Row: DerivedRow>(_ type: Row.Type, _ selection: Selection) throws -> [Row] {
        var rows: [Row] = []
        try forEachRow(type, selection) { rows.append($0) }
        return rows
    }

    func forEachRow<Row: DerivedRow>(
        _ type: Row.Type, _ selection: Selection, _ body: (Row) throws -> Void
    ) throws {
        let shape = try TableShape.of(type)
        let form = try SelectionForm(selection, of: shape.table)
        let slot = StatementSlot.table(shape.number, selecting: form)
        try session.withStatement(slot, shape.select(form)) { statement in
            let range = [selection.from, selection.through].compactMap { $0 }
            let limit = selection.limit.map { Int64(max(0, $0)) } ?? -1
            try statement.bind(selection.equals + range + [.integer(limit)])
            while try statement.step() { try body(try read(type, statement)) }
        }
    }

    private func read<Row: DerivedRow>(_ type: Row.Type, _ statement: Statement) throws -> Row {
        var columns = FieldColumns(statement)
        return try Row(from: &columns)
    }
}

extension TableShape {
    func check(_ key: [Field]) throws {
        guard key.count == table.keyCount else {
            throw StoreError.failed(
                "a key of \(table.name) has \(table.keyCount) fields, not \(key.count)")
        }
    }
}
