import Glibc

/// What the operating system says of a failed call.
enum SystemCall {
    /// The text of an error number, such as "Permission denied".
    static func reason(_ code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text)
    }
}
