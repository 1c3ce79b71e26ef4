import ArgumentParser
import EscrowCore
import EscrowEngine

/// Lists engagements.
struct EngagementList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List engagements with all their spans of terms.")

    @Option(help: "Only those of this client.")
    var client: String?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                let id = try client.map { try reader.knownParty(code: $0, role: .client).id }
                let spans = try reader.rows(EngagementRow.self, .all)
                    .filter { id ?? $0.client == $0.client }
                    .sorted { ($0.code, $0.validFrom) < ($1.code, $1.validFrom) }
                return try reader.engagementListing(spans)
            })
    }
}
