import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Copies the book.
struct BackupCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the book consistently, also while others write.")

    @Argument(help: "Where the copy goes; nothing may be there yet.", completion: .file())
    var path: String

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let engine = try options.book.reader()
        let head = try await engine.look { try $0.opened().0 }
        try await engine.store.backup(to: path)
        try output.show(
            Answer(
                "Copied the book to \(path); it extends head \(head.size):\(head.root).",
                ["path": path, "size": "\(head.size)", "root": "\(head.root)"]))
    }
}
