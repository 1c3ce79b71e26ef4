/// Why evidence could not be made or read.
package enum EvidenceError: Error, Equatable, Sendable {
    /// OpenSSL refused a step; `reason` is its own text.
    case openSSL(step: String, reason: String)
    /// The system gave no random bytes.
    case noRandomBytes(reason: String)
    /// A value too long for its length prefix of four bytes.
    case valueTooLong(byteCount: Int)
    /// zlib refused to compress; `code` is its result.
    case compression(code: Int32)
    /// Compressed bytes that are damaged, or do not hold the stated number of bytes.
    case damagedChunk(statedByteCount: Int, code: Int32)
    /// A key that is no Ed25519 key; `what` is the kind of key that was expected.
    case noKey(what: String, reason: String)
    /// A file that cannot be opened; `code` is errno.
    case cannotOpen(path: String, code: Int32)
    /// A file that cannot be read to its end; `code` is errno.
    case cannotRead(path: String, code: Int32)
}

extension EvidenceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .openSSL(let step, let reason):
            "OpenSSL could not \(step): \(reason). Check the installation of libcrypto 3."
        case .noRandomBytes(let reason):
            "The system gave no random bytes: \(reason). Try again; nothing was recorded."
        case .valueTooLong(let byteCount):
            "A value of \(byteCount) bytes is too long to seal. Shorten it to under 4 GiB."
        case .compression(let code):
            "zlib could not compress (\(code)). Free some memory and try again."
        case .damagedChunk(let byteCount, let code):
            "A stored chunk does not hold its \(byteCount) bytes (\(code)). Restore a backup."
        case .noKey(let what, let reason):
            "This is no Ed25519 \(what) key: \(reason). Make a pair with openssl genpkey -algorithm ed25519."
        case .cannotOpen(let path, let code):
            "Cannot open \(path): \(SystemCall.reason(code)). Check the path and its permissions."
        case .cannotRead(let path, let code):
            "Cannot read \(path): \(SystemCall.reason(code)). Check that it is a readable file."
        }
    }
}
