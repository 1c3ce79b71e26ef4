import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Freezes the trust at a day.
struct PoolDeclare: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "declare",
        abstract: "Declare that the agency has failed: nothing leaves the trust any more.",
        discussion: """
            Plans that were not exported are withdrawn. Statements can be imported all the same, so \
            that what is in flight is settled or returned. Then somebody else confirms, and all \
            entitlements of the day become claims to the pool; or lifts the declaration.

            EXAMPLES:
              ringfence pool declare --day 2013-03-22 --reason "filing" --as clerk
              ringfence pool declare --day 2013-03-22 --agency-subordinated --reason "filing" \
            --as clerk
            """)

    @Option(help: "The day of the failure; money with a later value day is not pooled.")
    var day: Day

    @Flag(help: "The agency gets only what all others leave.")
    var agencySubordinated = false

    @Option(help: "Why: a court's file number, for example.")
    var reason: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "pool declare", as: [.clerk, .approver],
            ["day": "\(day)", "subordinated": "\(agencySubordinated)", "reason": reason])
        try output.show(
            try await options.engine().declarePool(
                Pooling.Terms(
                    day: day, isAgencySubordinated: agencySubordinated, reason: reason), call))
    }
}

/// Takes the declaration back.
struct PoolLift: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "lift", abstract: "Take a declaration back that somebody else made.",
        discussion: """
            EXAMPLES:
              ringfence pool lift --as approver
            """)

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call("pool lift", as: .approver, [:])
        try output.show(try await options.engine().liftPool(call))
    }
}

/// Pools all entitlements of the day.
struct PoolConfirm: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Confirm a declaration that somebody else made: all entitlements are pooled.",
        discussion: """
            Refused while a payout is in flight. This cannot be taken back.

            EXAMPLES:
              ringfence pool confirm --as approver
            """)

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call("pool confirm", as: .approver, [:])
        try output.show(try await options.engine().confirmPool(call))
    }
}
