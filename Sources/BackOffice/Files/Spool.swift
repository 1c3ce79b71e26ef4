import EscrowEngine
import Glibc

/// A file that is read more than once: the one that was named, or a private copy of standard input.
struct Spool: ~Copyable {
    let path: String
    /// How messages and the book call it.
    let name: String
    private let isOurs: Bool

    /// The path `-` is standard input, which is copied until its end.
    init(_ path: String) throws {
        guard path == "-" else {
            self.init(
                path: path, name: path.split(separator: "/").last.map(String.init) ?? path,
                isOurs: false)
            return
        }
        let copy = try TemporaryFile.create("ringfence-input")
        do {
            try Self.copy(from: STDIN_FILENO, to: copy.descriptor)
        } catch {
            close(copy.descriptor)
            unlink(copy.path)
            throw error
        }
        close(copy.descriptor)
        self.init(path: copy.path, name: "standard input", isOurs: true)
    }

    private init(path: String, name: String, isOurs: Bool) {
        self.path = path
        self.name = name
        self.isOurs = isOurs
    }

    deinit { if isOurs { unlink(path) } }

    private static func copy(from input: Int32, to output: Int32) throws {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(input, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileProblem.cannot("read standard input") }
            if count == 0 { return }
            try FileProblem.writeAll(buffer[..<count], to: output, "copy standard input")
        }
    }
}

/// A new file of our own in the folder for temporary files.
enum TemporaryFile {
    static var folder: String {
        guard let folder = getenv("TMPDIR"), folder.pointee != 0 else { return "/tmp" }
        return String(cString: folder)
    }

    static func create(_ prefix: String) throws -> (path: String, descriptor: Int32) {
        var template = Array("\(folder)/\(prefix)-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw FileProblem.cannot("make a file in \(folder)") }
        return (
            String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self),
            descriptor
        )
    }
}

/// What the system refused, as a message with a remedy.
enum FileProblem {
    static func cannot(_ what: String) -> Refusal {
        Refusal(
            "file.system", "cannot \(what): \(String(cString: strerror(errno)))",
            remedy: "check path, permission and free space")
    }

    static func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, _ what: String) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw cannot(what) }
            rest = rest.dropFirst(count)
        }
    }
}
