import CSQLite
import EscrowEngine
import Glibc

extension Session {
    /// What a result code of SQLite means for the book, with what to do next.
    func failure(_ code: Int32) -> StoreError {
        // SQLite keeps the system's own code of a failed statement, but not of a failed COMMIT.
        let systemCodes = [errno, sqlite3_system_errno(handle)]
        let reason = String(cString: sqlite3_errmsg(handle))
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED:
            return .busy(waitedSeconds: waitSeconds)
        case SQLITE_FULL:
            return full(reason)
        case SQLITE_IOERR:
            if let code = systemCodes.first(where: { [EFBIG, ENOSPC, EDQUOT].contains($0) }) {
                return full(SystemCall.reason(code))
            }
            return .failed(
                "\(path): \(reason). Check the disk and its free space, then run `ringfence check`."
            )
        case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM:
            // In a folder that cannot be written, SQLite cannot make the files beside the book.
            return .readOnly(Self.readOnlyText(path))
        case SQLITE_CORRUPT, SQLITE_NOTADB:
            return .corrupt("\(path): \(reason). Keep this file, and restore a backup beside it.")
        default:
            return .failed("\(path): \(reason)")
        }
    }

    static func readOnlyText(_ path: String) -> String {
        """
        \(path) cannot be written, or the files beside it cannot be made. Check the permissions of \
        the file and of its folder, or copy the book to a folder of your own.
        """
    }

    private func full(_ reason: String) -> StoreError {
        .full("\(path): \(reason). Nothing was changed: make room and run the command again.")
    }
}
