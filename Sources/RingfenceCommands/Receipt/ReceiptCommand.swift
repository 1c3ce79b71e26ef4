import ArgumentParser

/// Money that arrived.
struct ReceiptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: "See what arrived, and place what no rule could.",
        subcommands: [
            ReceiptList.self, ReceiptMatch.self, ReceiptReturn.self,
            ReceiptMisdirected.self, ReceiptMisdirections.self,
        ])
}
