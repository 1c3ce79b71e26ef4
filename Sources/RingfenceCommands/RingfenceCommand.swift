package import ArgumentParser
import Glibc

/// The root of the command line: nouns first, then verbs.
package struct RingfenceCommand: AsyncParsableCommand {
    package static let version = "0.1.0"

    package static let configuration = CommandConfiguration(
        commandName: "ringfence",
        abstract: "An escrow payment engine: clients' money in trust, split, paid out, provable.",
        discussion: """
            The book is named with --book or RINGFENCE_BOOK, the acting person with --as or \
            RINGFENCE_ACTOR. All that reads takes --format text|json|csv, all that writes --dry-run.

            EXAMPLES:
              ringfence init agency.book --trust-iban DE.. --trust-holder NAME --clerk A --approver B
              ringfence party add C-01 --role client --name "client C-01" --as A
              ringfence invoice issue --client C-01 --day 2013-01-31 --as A

            Exit status: 0 done, 1 refused, 64 wrong usage, 70 the book is broken, 75 try again.
            """,
        version: version,
        groupedSubcommands: CommandTree.groups)

    package init() {}

    /// Runs the program's arguments, and ends with what the command ended in.
    package static func launch() async {
        // A reader that goes away is noticed where the text is written.
        signal(SIGPIPE, SIG_IGN)
        // So is a file that reaches the limit of its size.
        signal(SIGXFSZ, SIG_IGN)
        var command: any ParsableCommand
        do {
            command = try await asyncParseAsRoot(nil)
        } catch {
            exit(withError: error)
        }
        do {
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            guard !(error is CleanExit), !(error is ExitCode), let failure = Failure(of: error)
            else {
                exit(withError: error)
            }
            failure.tell(format: (command as? any FormattedCommand)?.output.format ?? .text)
            Glibc.exit(failure.exit.rawValue)
        }
    }
}
