import Glibc

/// Files of our own that an archive is unpacked into; they go when the work is done.
struct Workspace: ~Copyable {
    private var paths: [String] = []

    init() {}

    deinit { for path in paths { unlink(path) } }

    /// Makes a file that only we can read.
    mutating func create() throws(BankFileError.Reason) -> (path: String, descriptor: Int32) {
        let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        let folder = named.isEmpty ? "/tmp" : named
        var template = Array("\(folder)/ringfence-part-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        let path = String(
            decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        paths.append(path)
        return (path, descriptor)
    }
}
