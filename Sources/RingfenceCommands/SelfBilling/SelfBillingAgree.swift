import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Records a freelancer's agreement.
struct SelfBillingAgree: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "agree",
        abstract: "Record that a freelancer agreed that the agency issues the invoices.")

    @Argument(help: "Code of the freelancer.")
    var freelancer: String

    @Option(name: .customLong("on"), help: "The day. Default: today.")
    var day: Day?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "self-billing agree", as: .clerk,
            ["freelancer": freelancer, "on": day?.description])
        try output.show(try await options.engine().agreeSelfBilling(freelancer, on: day, call))
    }
}

/// Records a freelancer's objection.
struct SelfBillingObject: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "object",
        abstract: "Record that a freelancer objects: the document is no invoice any more.")

    @Argument(help: "Number of the document.")
    var number: String

    @Option(name: .customLong("on"), help: "The day. Default: today.")
    var day: Day?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "self-billing object", as: .clerk, ["number": number, "on": day?.description])
        try output.show(try await options.engine().objectToSelfBilling(number, on: day, call))
    }
}
