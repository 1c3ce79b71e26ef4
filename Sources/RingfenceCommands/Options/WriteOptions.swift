import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import MoneyCore

/// What every command that writes takes.
struct WriteOptions: ParsableArguments {
    @OptionGroup var book: BookOptions

    @Option(name: .customLong("as"), help: "Who acts, as registered. Default: RINGFENCE_ACTOR.")
    var actor: String?

    @Option(help: "Key of this command: the same again is done once, other content is refused.")
    var key: String?

    @Flag(help: "Say what would be written, and write nothing.")
    var dryRun = false

    @Option(help: "The time, such as 2013-01-31T09:00:00Z; only a sample book takes one.")
    var at: Instant?

    @OptionGroup var output: OutputOptions

    /// The engine of the book, ready to write, or to try.
    func engine() throws -> Engine {
        var engine = try book.writer(at: at)
        engine.isDryRun = dryRun
        return engine
    }

    /// The frame of a command: noun and verb as typed, the roles of which one is needed, and all
    /// arguments, by which two commands with one key are told apart.
    func call(
        _ name: String, as roles: ActorRoles, _ content: KeyValuePairs<String, String?>
    ) throws -> CommandCall {
        let once = try givenKey().map { key in
            try Fingerprint.once(
                key: key, command: name, content: content.map { ($0.key, $0.value) })
        }
        return CommandCall(name, by: try acting(), as: roles, once: once)
    }

    /// The frame of a command that takes one file: its key is the file with all options that say
    /// what is taken from it, and for whom.
    func call(
        _ name: String, as roles: ActorRoles, file: InputFile,
        _ content: KeyValuePairs<String, String?> = [:]
    ) throws -> CommandCall {
        let once = try file.once(
            key: try givenKey(), command: name, options: content.map { ($0.key, $0.value) })
        return CommandCall(name, by: try acting(), as: roles, once: once)
    }

    /// A key without a letter would be the same for everybody who has none to give.
    private func givenKey() throws -> String? {
        guard let key else { return nil }
        guard key.contains(where: { !$0.isWhitespace }) else {
            throw Failure(
                "usage.key", "--key is empty",
                hint: "give a key of your own for each command, or leave --key away", .usage)
        }
        return key
    }

    /// The acting person's name in the book.
    func acting() throws -> String {
        guard let name = actor ?? Environment["RINGFENCE_ACTOR"] else {
            throw Failure(
                "usage.actor", "nobody is named who acts",
                hint: "give --as NAME, or set RINGFENCE_ACTOR", .usage)
        }
        return name
    }
}

/// A command that writes one batch.
protocol WritingCommand: AsyncParsableCommand, FormattedCommand {
    var options: WriteOptions { get }
}

extension WritingCommand {
    var output: OutputOptions { options.output }
}
