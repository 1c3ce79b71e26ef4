import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Agrees to a change of somebody else.
struct ChangeConsent: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent",
        abstract: "Consent to a change that somebody else asked for.",
        discussion: """
            Compare first: a payee's new account with the payee himself, over a way that you knew \
            before; a key's fingerprint with its owner.

            EXAMPLES:
              ringfence change list
              ringfence change consent 412 --as approver
            """)

    @Argument(help: "The change's number.")
    var change: Int64

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try signing.sign(
            options.call("change consent", as: .approver, ["change": "\(change)"]))
        try output.show(
            try await options.engine().consent(to: ChangeID(sequence: change), call))
    }
}

/// Disagrees with a change of somebody else.
struct ChangeRefuse: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse",
        abstract: "Refuse a change that somebody else asked for, until it holds.",
        discussion: """
            EXAMPLES:
              ringfence change refuse 412 --as approver
            """)

    @Argument(help: "The change's number.")
    var change: Int64

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try signing.sign(
            options.call("change refuse", as: .approver, ["change": "\(change)"]))
        try output.show(
            try await options.engine().refuseChange(ChangeID(sequence: change), call))
    }
}

/// Takes back a change that one asked for oneself.
struct ChangeWithdraw: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Withdraw a change that you asked for yourself, until it holds.",
        discussion: """
            EXAMPLES:
              ringfence change withdraw 412 --as clerk
            """)

    @Argument(help: "The change's number.")
    var change: Int64

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try signing.sign(
            options.call(
                "change withdraw", as: [.clerk, .approver], ["change": "\(change)"]))
        try output.show(
            try await options.engine().withdrawChange(ChangeID(sequence: change), call))
    }
}
