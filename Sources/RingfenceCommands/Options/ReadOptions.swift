import ArgumentParser
import EscrowEngine

/// What every command that reads takes.
struct ReadOptions: ParsableArguments {
    @OptionGroup var book: BookOptions
    @OptionGroup var output: OutputOptions

    /// Looks at one consistent state of the book.
    func look<Value: Sendable>(
        _ body: @Sendable (any BookReader) throws -> Value
    ) async throws -> Value {
        try await book.reader().look(body)
    }
}

/// A command that only reads.
protocol ReadingCommand: AsyncParsableCommand, FormattedCommand {
    var options: ReadOptions { get }
}

extension ReadingCommand {
    var output: OutputOptions { options.output }
}
