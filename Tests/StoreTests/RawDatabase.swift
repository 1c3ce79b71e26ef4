import CSQLite

/// A SQLite connection beside the store, for what the store would not do.
struct RawDatabase: ~Copyable {
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    private let handle: OpaquePointer

    init(_ path: String) throws {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        guard sqlite3_open_v2(path, &opened, flags, nil) == SQLITE_OK, let opened else {
            throw Refused(description: "cannot open \(path)")
        }
        handle = opened
    }

    deinit { sqlite3_close(handle) }

    borrowing func execute(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
            throw Refused(description: String(cString: sqlite3_errmsg(handle)))
        }
    }
}
