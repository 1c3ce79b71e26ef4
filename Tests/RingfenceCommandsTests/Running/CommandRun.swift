/// What one run of the program gave.
struct CommandRun: Equatable, Sendable {
    let output: String
    let errors: String
    let status: Int32

    /// What `error:` and `hint:` say; the rest of standard error is left away.
    var refusal: String {
        errors.split(separator: "\n").filter { $0.hasPrefix("error: ") || $0.hasPrefix("hint: ") }
            .joined(separator: "\n")
    }
}
