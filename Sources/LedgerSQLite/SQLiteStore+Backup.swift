import CSQLite
import EscrowEngine
import Glibc

extension SQLiteStore {
    /// Copies the book as it stands, while others read and write.
    ///
    /// The copy is made beside the target, checked, and gets its name last, so that a file with
    /// the target's name is always a whole book.
    package func backup(to target: String) async throws {
        guard access(target, F_OK) != 0 else { throw Self.exists(target) }
        let draft = "\(target).\(getpid()).partial"
        try await Lane(try .reader(path, waitSeconds: 5, isReadOnly: writer == nil))
            .copy(to: draft, named: target)
    }

    static func exists(_ target: String) -> StoreError {
        .failed("\(target) exists already. Choose another name for the backup.")
    }
}

extension Lane {
    fileprivate func copy(to draft: String, named target: String) throws {
        try withSession { session in
            try Self.make(draft)
            do {
                try session.copyPages(to: draft)
                try Self.name(draft, target)
            } catch {
                try? SQLiteStore.remove(path: draft)
                throw error
            }
        }
    }

    private static func make(_ draft: String) throws {
        let file = open(draft, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw StoreError.failed(
                "\(draft) cannot be made: \(SystemCall.reason). Check the path.")
        }
        close(file)
    }

    /// Reserves the name, so that nobody's file is replaced, and puts the copy there.
    private static func name(_ draft: String, _ target: String) throws {
        let file = open(target, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            guard errno == EEXIST else {
                throw StoreError.failed("\(target) cannot be made: \(SystemCall.reason).")
            }
            throw SQLiteStore.exists(target)
        }
        close(file)
        guard rename(draft, target) == 0 else {
            throw StoreError.failed("\(target) cannot be named: \(SystemCall.reason).")
        }
        try syncFolder(of: target)
    }

    private static func syncFolder(of path: String) throws {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else {
            throw StoreError.failed("\(folder) cannot be opened: \(SystemCall.reason).")
        }
        defer { close(handle) }
        guard fsync(handle) == 0 else {
            throw StoreError.failed("\(folder) cannot be synced: \(SystemCall.reason).")
        }
    }
}

extension Session {
    /// Copies one state of the database, and looks whether the copy is sound.
    fileprivate func copyPages(to draft: String) throws {
        let copy = try Connection(path: draft, flags: SQLITE_OPEN_READWRITE, waitSeconds: 0)
        try copy.withSession { target in
            guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
                throw target.failure(sqlite3_errcode(target.handle))
            }
            // All pages in one step: one snapshot, and writers do not make it begin again.
            let code = sqlite3_backup_step(backup, -1)
            sqlite3_backup_finish(backup)
            guard code == SQLITE_DONE else { throw target.failure(code) }
            let findings = try target.texts("PRAGMA integrity_check(1)")
            guard findings == ["ok"] else {
                throw StoreError.corrupt(
                    "the copy is not sound: \(findings.joined(separator: "; "))")
            }
        }
    }
}
