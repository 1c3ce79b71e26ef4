import CSQLite
package import EscrowEngine
import Glibc

/// A book in one SQLite file: one writer, and readers that see a whole state while it writes.
///
/// - Source: docs/spec/store.md
package struct SQLiteStore: LedgerStore {
    package enum Mode: Sendable {
        /// Makes a new book; the file must not be there.
        case create
        case open
        case readOnly
    }

    let path: String
    let reader: Lane
    /// nil when the book is opened for reading.
    let writer: Lane?

    /// Opens or makes the book at a path.
    ///
    /// - Parameters:
    ///   - path: Where the file is, or shall be.
    ///   - mode: Whether to make it, to open it, or to read only.
    ///   - waitSeconds: How long to wait for another writer.
    ///   - maxPageCount: How many pages of 4096 bytes the file may have; nil for no limit.
    /// - Throws: `notABook`, `newerVersion`, `busy`, `readOnly`, `full`, `corrupt`, `failed`.
    package init(
        path: String, mode: Mode, waitSeconds: Int = 5, maxPageCount: Int? = nil
    ) throws {
        self.path = path
        guard mode != .readOnly else {
            writer = nil
            reader = Lane(try .reader(path, waitSeconds: waitSeconds, isReadOnly: true))
            return
        }
        let isMade = mode == .create ? try Self.reserve(path) : false
        do {
            let connection = try Connection.writer(
                path, isNew: mode == .create, waitSeconds: waitSeconds)
            if let maxPageCount {
                _ = try connection.withSession {
                    try $0.integer("PRAGMA max_page_count = \(maxPageCount)")
                }
            }
            writer = Lane(connection)
            reader = Lane(try .reader(path, waitSeconds: waitSeconds, isReadOnly: false))
        } catch {
            if isMade { try? Self.remove(path: path) }
            throw error
        }
    }

    private init(path: String, lane: Lane) {
        self.path = path
        reader = lane
        writer = lane
    }

    /// Makes a book that need not survive a crash, for building derived tables again.
    ///
    /// A failed write leaves it unusable; the caller removes it in the end.
    package static func scratch(path: String) throws -> SQLiteStore {
        _ = try reserve(path)
        do {
            return SQLiteStore(path: path, lane: Lane(try .scratch(path)))
        } catch {
            try? remove(path: path)
            throw error
        }
    }

    /// Removes the files of a book; missing ones are no error.
    package static func remove(path: String) throws {
        for file in [path, path + "-wal", path + "-shm", path + "-journal"] {
            guard unlink(file) != 0, errno != ENOENT else { continue }
            throw StoreError.failed("\(file) cannot be removed: \(SystemCall.reason)")
        }
    }

    package func read<Answer: Sendable>(
        _ body: @Sendable (any BookReader) throws -> Answer
    ) async throws -> Answer {
        try await reader.read(body)
    }

    package func write<Answer: Sendable>(
        _ body: @Sendable (inout any BookWriter) throws -> Answer
    ) async throws -> Answer {
        guard let writer else { throw StoreError.readOnly("\(path) was opened for reading only.") }
        return try await writer.write(body)
    }

    /// Makes the file with nothing in it, for its owner alone; an empty one may be there.
    ///
    /// - Returns: Whether the file was made, and not found.
    private static func reserve(_ path: String) throws -> Bool {
        let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if file >= 0 {
            close(file)
            return true
        }
        let code = errno
        if code == EEXIST {
            var status = stat()
            // What a process leaves behind that was killed before it could begin.
            if stat(path, &status) == 0, status.st_size == 0 { return false }
            throw StoreError.failed(
                "\(path) exists already. Choose another path, or open the book that is there.")
        }
        let reason = SystemCall.reason(code)
        switch code {
        case EROFS, EACCES, EPERM:
            throw StoreError.readOnly("\(path) cannot be made: \(reason). Choose another folder.")
        case ENOSPC, EDQUOT:
            throw StoreError.full("\(path) cannot be made: \(reason). Make room and try again.")
        default:
            throw StoreError.failed("\(path) cannot be made: \(reason). Check the path.")
        }
    }
}
