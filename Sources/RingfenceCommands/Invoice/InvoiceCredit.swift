import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Credits a part of an invoice, and meets what credit notes claim back.
struct InvoiceCredit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credit",
        abstract: "Credit a part of an invoice, and meet what a credit note claims back.",
        discussion: """
            EXAMPLES:
              ringfence invoice credit issue 2013-0001 --net 1000.00 --reason "ten hours" --as clerk
              ringfence invoice credit net RK-2013-0001 --party F-01 --as clerk
              ringfence invoice credit repay RK-2013-0001 --party F-01 --receipt 214 --as clerk
              ringfence invoice credit apply RK-2013-0001 --to 2013-0002 --as clerk
            """,
        subcommands: [
            InvoiceCreditIssue.self, InvoiceCreditNet.self, InvoiceCreditRepay.self,
            InvoiceCreditApply.self,
        ])
}

/// Credits a part of one line.
struct InvoiceCreditIssue: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Credit a net amount of one line, with its VAT.",
        discussion: """
            What is open goes off, what is here becomes the client's, what is out is claimed back. \
            Parties whose part is not stated share the rest in proportion to their parts.

            EXAMPLES:
              ringfence invoice credit issue 2013-0001 --net 1000.00 --reason "ten hours" --as clerk
              ringfence invoice credit issue 2013-0001 --net 1000.00 --party-part F-01=1190.00 \\
                --reason "ten hours" --as clerk
            """)

    @Argument(help: "Number of the invoice.")
    var invoice: String

    @Option(help: "The line. Default: the only one.")
    var line: Int?

    @Option(parsing: .unconditional, help: "The net amount.")
    var net: String

    @Option(
        name: .customLong("party-part"),
        help: "What a party's part falls by, as F-01=952.00; may be given several times.")
    var parts: [String] = []

    @Option(help: "Number of the credit note. Default: the next of the year, RK-2013-0001.")
    var number: String?

    @Option(help: "Its day. Default: today.")
    var day: Day?

    @Option(help: "Why, in words.")
    var reason: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let currency = try await engine.look { try $0.opened().1.currency }
        let request = CreditRequest(
            invoice: invoice, line: line, net: try Reading.money(net, currency, "--net"),
            parts: try parts.map { try Self.part($0, currency) }, number: number, day: day,
            reason: reason)
        let call = try options.call(
            "invoice credit issue", as: .clerk,
            [
                "invoice": invoice, "line": line.map { "\($0)" }, "net": request.net.plain,
                "parts": parts.joined(separator: "\n"), "number": number,
                "day": day?.description, "reason": reason,
            ])
        try output.show(try await engine.creditInvoice(request, call))
    }

    private static func part(
        _ text: String, _ currency: Currency
    ) throws -> CreditRequest.PartAmount {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, let amount = Money(sides[1], currency) else {
            throw Failure(
                "amount.wrong", "--party-part \(text) is no party with an amount",
                hint: "write it such as F-01=952.00", .refused)
        }
        return CreditRequest.PartAmount(party: String(sides[0]), amount: amount)
    }
}

/// Nets what a credit note claims back.
struct InvoiceCreditNet: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "net",
        abstract: "Net what a credit note claims back with what the same party has available.")

    @Argument(help: "Number of the credit note.")
    var number: String

    @Option(help: "Code of the party that owes.")
    var party: String

    @Option(parsing: .unconditional, help: "How much. Default: as much as both allow.")
    var amount: String?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try options.call(
            "invoice credit net", as: .clerk,
            ["number": number, "party": party, "amount": amount?.plain])
        try output.show(
            try await engine.netCredit(number, party: party, amount: amount, call))
    }
}

/// A receipt repays what a credit note claims back.
struct InvoiceCreditRepay: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "repay",
        abstract: "Say that an unidentified receipt repays what a credit note claims back.")

    @Argument(help: "Number of the credit note.")
    var number: String

    @Option(help: "Code of the party that paid.")
    var party: String

    @Option(help: "The receipt's number, see `ringfence receipt list`.")
    var receipt: Int64

    @Option(
        parsing: .unconditional, help: "Only this much of it. Default: all, at most what is owed.")
    var amount: String?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try options.call(
            "invoice credit repay", as: .clerk,
            [
                "number": number, "party": party, "receipt": "\(receipt)",
                "amount": amount?.plain,
            ])
        try output.show(
            try await engine.repayCredit(
                number, party: party, receipt: BankLineID(sequence: receipt), amount: amount,
                call))
    }
}

/// What was credited pays a later invoice.
struct InvoiceCreditApply: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Let what was credited pay a later invoice of the same engagement.")

    @Argument(help: "Number of the credit note.")
    var number: String

    @Option(help: "Number of the later invoice.")
    var to: String

    @Option(parsing: .unconditional, help: "How much. Default: as much as both allow.")
    var amount: String?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try options.call(
            "invoice credit apply", as: .clerk,
            ["number": number, "to": to, "amount": amount?.plain])
        try output.show(
            try await engine.applyCredit(number, to: to, amount: amount, call))
    }
}
