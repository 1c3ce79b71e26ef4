extension CommandFolder {
    /// The balance of each account that has one.
    func balances() throws -> [String: String] {
        let rows = try done(["balance", "--format", "csv"]).split(separator: "\r\n").dropFirst()
        return Dictionary(
            rows.map { row in
                let fields = row.split(separator: ",", omittingEmptySubsequences: false)
                return (String(fields[0]), String(fields[2]))
            }, uniquingKeysWith: { $0 + " and " + $1 })
    }
}
