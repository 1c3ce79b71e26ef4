import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore
import Reports

/// Prints what commits to all history.
struct HeadCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "head",
        abstract: "Print SIZE:ROOT, which commits to every record; keep it outside the book.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (head, book) = try await options.look { try $0.opened() }
        switch output.format {
        case .text:
            try output.show(text: "\(head.size):\(head.root)\n")
            if book.isSample { output.note(Sample.heading) }
        case .json:
            try output.show([
                "sample": .bool(book.isSample), "book": .string("\(book.book)"),
                "size": .integer(head.size), "root": .string("\(head.root)"),
                "recordedAt": .string(head.recordedAt.description),
            ])
        case .csv:
            try output.show(
                text: "size,root,recordedAt\n\(head.size),\(head.root),\(head.recordedAt)\n")
        }
    }
}
