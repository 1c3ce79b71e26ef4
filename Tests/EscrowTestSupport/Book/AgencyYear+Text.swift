extension AgencyYear.Result {
    /// The figures as a table of words and numbers.
    package var text: String {
        var lines = [
            ("receipts meant for invoices", receipts),
            ("matched without a person", matched),
            ("false matches", wrong.count),
        ].map { Self.line($0.0, "\($0.1)") }
        lines.append(Self.line("share matched", percent))
        lines += ["", "matched by"] + Self.lines(byRule)
        lines += ["", "waiting for a person because of"] + Self.lines(byReason)
        return lines.joined(separator: "\n")
    }

    /// With one digit behind the point, rounded down: 94.9 % is not 95 %.
    private var percent: String {
        guard receipts > 0 else { return "none" }
        let tenths = matched * 1_000 / receipts
        return "\(tenths / 10).\(tenths % 10) %"
    }

    private static func lines(_ counts: [String: Int]) -> [String] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { line("  \($0.key)", "\($0.value)") }
    }

    private static func line(_ name: String, _ value: String) -> String {
        name + String(repeating: " ", count: max(1, 46 - name.count - value.count)) + value
    }
}
