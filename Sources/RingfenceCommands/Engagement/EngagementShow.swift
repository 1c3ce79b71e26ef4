import ArgumentParser
import EscrowEngine

/// Shows all terms of an engagement.
struct EngagementShow: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show all spans of terms of an engagement, oldest first.")

    @Argument(help: "Code of the engagement.")
    var code: String

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                let spans = try reader.spans(engagement: code)
                guard !spans.isEmpty else {
                    throw Refusal(
                        "engagement.unknown", "there is no engagement \(code)",
                        remedy: "see `ringfence engagement list`")
                }
                return try reader.engagementListing(spans)
            })
    }
}
