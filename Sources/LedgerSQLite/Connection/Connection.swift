import CSQLite
import EscrowEngine

/// An open SQLite database with its prepared statements; closed when it goes out of use.
struct Connection: ~Copyable {
    private let handle: OpaquePointer
    private let slots: UnsafeMutablePointer<OpaquePointer?>
    private let path: String
    private let waitSeconds: Int

    /// - Throws: `notABook` when the file cannot be opened.
    init(path: String, flags: Int32, waitSeconds: Int) throws {
        var opened: OpaquePointer?
        // A leading "./" keeps SQLite from reading names such as ":memory:" in its own way.
        let name = path.hasPrefix("/") || path == Self.memory ? path : "./" + path
        let code = sqlite3_open_v2(name, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard let opened, code == SQLITE_OK else {
            let reason = String(cString: sqlite3_errstr(code))
            sqlite3_close_v2(opened)
            throw StoreError.notABook(
                "\(path) cannot be opened (\(reason)). Check the path and its permissions.")
        }
        sqlite3_extended_result_codes(opened, 1)
        sqlite3_busy_timeout(opened, Int32(clamping: waitSeconds * 1000))
        handle = opened
        slots = .allocate(capacity: StatementSlot.count)
        slots.initialize(repeating: nil, count: StatementSlot.count)
        self.path = path
        self.waitSeconds = waitSeconds
    }

    /// The name of a database that lives in memory, and only as long as its connection.
    static let memory = ":memory:"

    /// Lends what works on the connection, which stays open at least as long.
    borrowing func withSession<Answer>(
        _ body: (Session) throws -> Answer
    ) rethrows -> Answer {
        try body(Session(handle: handle, slots: slots, path: path, waitSeconds: waitSeconds))
    }

    deinit {
        for slot in 0..<StatementSlot.count { sqlite3_finalize(slots[slot]) }
        slots.deallocate()
        sqlite3_close_v2(handle)
    }
}
