import CSQLite
import EscrowEngine
import Glibc

extension Connection {
    /// The connection that writes: every commit is on disk before it answers.
    static func writer(_ path: String, isNew: Bool, waitSeconds: Int) throws -> Connection {
        try checkThere(path)
        let connection = try Connection(
            path: path, flags: SQLITE_OPEN_READWRITE, waitSeconds: waitSeconds)
        try connection.withSession { session in
            if !isNew { try session.checkIdentity() }
            try session.configure(cacheKiB: 12_288)
            guard !session.isReadOnly else { return }
            try session.migrate()
            try session.makeDurable()
        }
        return connection
    }

    /// A connection that reads; with a writer beside it, it may bring the log file back in order.
    static func reader(_ path: String, waitSeconds: Int, isReadOnly: Bool) throws -> Connection {
        try checkThere(path)
        let flags = isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
        let connection = try Connection(path: path, flags: flags, waitSeconds: waitSeconds)
        try connection.withSession { session in
            try session.checkIdentity()
            try session.configure(cacheKiB: 16_384)
            let version = try session.integer("PRAGMA user_version")
            guard version == Int64(Migration.known) else {
                throw StoreError.readOnly(
                    "\(path) is of the older version \(version). Open it once for writing.")
            }
            try session.execute("PRAGMA query_only = ON")
        }
        return connection
    }

    /// A connection to a book that is thrown away.
    static func scratch(_ path: String) throws -> Connection {
        let connection = try Connection(
            path: path, flags: SQLITE_OPEN_READWRITE, waitSeconds: 0)
        try connection.withSession { session in
            try session.configure(cacheKiB: 65_536)
            // Rows are put without the log that they came from.
            try session.execute("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF")
            try session.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF")
            try session.migrate()
        }
        return connection
    }

    private static func checkThere(_ path: String) throws {
        guard access(path, F_OK) != 0 else { return }
        throw StoreError.notABook(
            "There is no book at \(path). Check the path, or make one with init.")
    }
}

extension Session {
    /// What every connection has in common.
    func configure(cacheKiB: Int) throws {
        try execute("PRAGMA foreign_keys = ON")
        try execute("PRAGMA trusted_schema = OFF")
        try execute("PRAGMA recursive_triggers = ON")
        try execute("PRAGMA cell_size_check = ON")
        try execute("PRAGMA cache_size = -\(cacheKiB)")
    }

    /// Write-ahead log, and every commit synced; both are read back.
    func makeDurable() throws {
        guard try texts("PRAGMA journal_mode = WAL") == ["wal"] else {
            throw StoreError.failed(
                "\(path): the file system has no write-ahead log. Keep the book on a local disk.")
        }
        try execute("PRAGMA synchronous = FULL")
        guard try integer("PRAGMA synchronous") == 2 else {
            throw StoreError.failed("\(path): commits would not be synced to the disk.")
        }
        try execute("PRAGMA wal_autocheckpoint = 4096")
        try execute("PRAGMA journal_size_limit = 67108864")
    }
}
