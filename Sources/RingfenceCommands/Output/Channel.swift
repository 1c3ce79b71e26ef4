import Glibc

/// Standard output or standard error, written without a buffer between.
enum Channel: Int32 {
    case output = 1
    case error = 2

    var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Writes all of the text.
    ///
    /// A reader that has gone away is no failure: he has seen enough.
    func write(_ text: String) throws {
        let code = put(text)
        guard code != 0, code != EPIPE else { return }
        throw Failure(
            "output", "the answer could not be written: \(String(cString: strerror(code)))",
            hint: "the command itself is done; read its answer again", .output)
    }

    /// Writes what it can: there is nobody left to tell of a failure.
    func tryWrite(_ text: String) { _ = put(text) }

    private func put(_ text: String) -> Int32 {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno }
            bytes = bytes.dropFirst(count)
        }
        return 0
    }
}
