import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Records that a bank has failed.
struct BankFail: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "fail",
        abstract:
            "Ask for the bank that keeps a trust account to have failed; somebody else consents.",
        discussion: """
            Refused while payouts are in flight there. Plans of that account that were not exported \
            are withdrawn. Nothing moves before somebody else consents.

            EXAMPLES:
              ringfence bank fail DE89370400440532013000 --day 2013-03-22 --reason "moratorium" \
            --as clerk
              ringfence change consent 412 --as approver
              ringfence bank failure list DE89370400440532013000 --format csv
            """)

    @Argument(help: "The trust account's IBAN.")
    var iban: String

    @Option(help: "The day of the failure.")
    var day: Day

    @Option(help: "Why: the order of an authority, for example.")
    var reason: String

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let iban = try Reading.iban(iban, "the account")
        let call = try signing.sign(
            options.call(
                "bank fail", as: .clerk,
                ["iban": iban.electronic, "day": "\(day)", "reason": reason]))
        try output.show(
            try await options.engine().failBank(iban, on: day, reason: reason, call))
    }
}

/// What follows a bank's failure.
struct BankFailureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failure",
        abstract: "List whose money lay at a failed bank, and record cover and dividends.",
        subcommands: [
            BankFailureListing.self, BankFailureLimit.self, BankFailureCover.self,
            BankFailurePaid.self, BankFailureReduce.self,
            BankFailureDividend.self, BankFailureClose.self,
        ])
}
