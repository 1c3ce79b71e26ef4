/// How figures of an outcome are written.
enum OutcomeFigures {
    /// Hundredths of a percent with two decimals: `98.35`.
    static func percent(_ hundredths: Int64) -> String {
        let magnitude = hundredths.magnitude
        let fraction = String(magnitude % 100 + 100).dropFirst()
        return (hundredths < 0 ? "-" : "") + "\(magnitude / 100).\(fraction)"
    }
}
