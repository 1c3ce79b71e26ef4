import BankFormats
import Glibc
import MoneyCore

/// Reads a bank file out of memory, to its last entry.
enum BankFileProof {
    /// Reads bytes, and holds a file without a fault to its balances once more.
    static func read(_ bytes: [UInt8]) throws -> Bool {
        try withFile(of: bytes) { path in
            var isSound = false
            let isRead = try ParserTarget.isRead {
                let reader = try BankFileReader(path: path, name: "bank")
                isSound = try prove(reader.document)
                _ = consume reader
            }
            return isRead && isSound
        }
    }

    /// Reads bytes as a bank's answer to a payment file.
    static func readStatus(_ bytes: [UInt8]) throws -> Bool {
        try withFile(of: bytes) { path in
            try ParserTarget.isRead { _ = try StatusFile.read(path: path, name: "bank") }
        }
    }

    private static func withFile(
        of bytes: [UInt8], _ body: (String) throws -> Bool
    ) throws -> Bool {
        var name = Array("/dev/shm/bank-XXXXXX".utf8CString)
        var descriptor = mkstemp(&name)
        if descriptor < 0 {
            name = Array("/tmp/bank-XXXXXX".utf8CString)
            descriptor = mkstemp(&name)
        }
        guard descriptor >= 0 else { throw BrokenParser(description: "no file can be made") }
        unlink(name)
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw BrokenParser(description: "no file can be written") }
            rest = rest.dropFirst(count)
        }
        return try body("/proc/self/fd/\(descriptor)")
    }

    /// Sums the booked entries anew.
    private static func prove(_ document: BankDocument) throws -> Bool {
        var sums = document.statements.map { Int128($0.opening?.amount.minor ?? 0) }
        try document.forEachEntry { index, entry in
            guard entry.isBooked, let amount = entry.amount else { return }
            sums[index] += Int128(amount.minor)
        }
        guard document.fault == nil else { return false }
        for (sum, statement) in zip(sums, document.statements) where !statement.format.isAdvice {
            guard sum == Int128(statement.closing?.amount.minor ?? 0) else {
                throw BrokenParser(description: "\(statement.place) was proved and is off")
            }
        }
        return true
    }
}
