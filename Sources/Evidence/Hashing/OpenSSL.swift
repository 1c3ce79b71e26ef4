import COpenSSL

/// What OpenSSL says of its last failed call.
enum OpenSSL {
    /// Makes the error of a failed step, and empties OpenSSL's queue of reasons.
    static func failure(_ step: String) -> EvidenceError {
        .openSSL(step: step, reason: lastReason())
    }

    static func lastReason() -> String {
        let code = ERR_peek_last_error()
        defer { ERR_clear_error() }
        guard code != 0, let text = ERR_reason_error_string(code) else { return "no reason given" }
        return String(cString: text)
    }
}
