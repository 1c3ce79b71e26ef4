import Glibc

/// What the operating system says of a failed call.
enum SystemCall {
    static var reason: String { reason(errno) }

    static func reason(_ code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text)
    }
}
