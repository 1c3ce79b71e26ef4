import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Plans the shares of what lies in the pool.
struct PoolShare: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "share",
        abstract: "Plan everybody's share of what lies in the pool, as a payout plan.",
        discussion: """
            The plan is approved and exported as any other. When more comes in, share again.

            EXAMPLES:
              ringfence pool share --as clerk
              ringfence payout approve 310 --sha256 8a5c.. --as approver
            """)

    @Option(help: "The day on which the bank shall pay; the next bank working day when left away.")
    var day: Day?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call("pool share", as: .clerk, ["day": day.map { "\($0)" }])
        let answer = try await options.engine().sharePool(
            executionDay: day, render: PayoutFiles.render, call)
        try output.show(answer)
        for note in answer.values where note.name == "note" { output.note(note.text) }
    }
}

/// Says whose a pooled receipt is.
struct PoolIdentify: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "identify",
        abstract: "Say whose a pooled receipt is that nobody could place.",
        discussion: """
            EXAMPLES:
              ringfence pool identify --receipt 214 --party F-01 --as clerk
            """)

    @Option(help: "The receipt's number, see `ringfence receipt list`.")
    var receipt: Int64

    @Option(help: "The party's code.")
    var party: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "pool identify", as: .clerk, ["receipt": "\(receipt)", "party": party])
        try output.show(
            try await options.engine().identifyPooled(
                receipt: BankLineID(sequence: receipt), party: party, call))
    }
}

/// Ends the pool.
struct PoolClose: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close the pool: what is missing goes to the list of claims.",
        discussion: """
            Refused while something is left to share, planned or in flight, and while somebody owes \
            the trust: what is paid of that is shared. --write-off closes all the same.

            EXAMPLES:
              ringfence pool close --as clerk
              ringfence pool close --write-off --as clerk
            """)

    @Flag(help: "What is still owed leaves the book, to be claimed outside of it.")
    var writeOff = false

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "pool close", as: .clerk, writeOff ? ["write-off": "true"] : [:])
        try output.show(try await options.engine().closePool(writesOff: writeOff, call))
    }
}

/// Takes the close of the pool back.
struct PoolReopen: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Take the close back: a claim that had left the book is paid after all.",
        discussion: """
            The claims of the close are in the book again. Say which receipt meets them, then share.

            EXAMPLES:
              ringfence pool reopen --reason "F-01 paid" --as clerk
              ringfence receipt match 214 --claim F-01 --as clerk
              ringfence pool share --as clerk
            """)

    @Option(help: "Why: who paid, for example.")
    var reason: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call("pool reopen", as: .clerk, ["reason": reason])
        try output.show(try await options.engine().reopenPool(reason: reason, call))
    }
}
