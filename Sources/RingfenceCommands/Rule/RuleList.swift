import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Lists rules.
struct RuleList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List rules with all their versions.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                var listing = Listing(
                    "rules",
                    [
                        .left("code", "code"), .right("version", "version"),
                        .left("payees", "parts for"), .left("release", "release"),
                    ], isSample: try reader.opened().1.isSample)
                let rows = try reader.rows(RuleRow.self, .all)
                for row in rows.sorted(by: { ($0.code, $0.id) < ($1.code, $1.id) }) {
                    let rule = try reader.rule(row.id)
                    listing.append([
                        .text(row.code), .number(row.id.sequence),
                        .texts(rule.parts.map(\.payee.name)), .optional(rule.release?.name),
                    ])
                }
                return listing
            })
    }
}
