import ArgumentParser

/// Money that arrived.
struct ReceiptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: "See what arrived, place what no rule could, and correct what was placed.",
        subcommands: [
            ReceiptList.self, ReceiptCandidates.self, ReceiptMatch.self, ReceiptUnmatch.self,
            ReceiptMove.self, ReceiptFinal.self,
            ReceiptTakeback.self, ReceiptClawback.self, ReceiptReturn.self, ReceiptAccount.self,
            ReceiptMisdirected.self, ReceiptMisdirections.self,
        ])
}
