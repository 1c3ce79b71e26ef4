import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Divides the balance at the failed bank into what is covered and what is not.
struct BankFailureCover: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "cover",
        abstract: "Record what deposit guarantee covers per person, and what is lost for now.",
        discussion: """
            EXAMPLES:
              ringfence bank failure cover DE89370400440532013000 --deposits others.csv --as clerk
            """)

    @Argument(help: "The trust account's IBAN.")
    var iban: String

    @OptionGroup var cover: CoverOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let iban = try Reading.iban(iban, "the account")
        let engine = try options.engine()
        let (others, limit) = try cover.read(try await engine.look { try $0.opened().1.currency })
        let call = try options.call(
            "bank failure cover", as: .clerk,
            [
                "iban": iban.electronic, "limit": limit?.plain,
                "deposits": others.map { "\($0.party) \($0.amount.plain)" }.joined(separator: " "),
            ])
        try output.show(try await engine.coverBank(iban, others: others, limit: limit, call))
    }
}

/// Asks for another limit of cover than the law's.
struct BankFailureLimit: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "limit",
        abstract: "Ask for another limit of cover than the law's; somebody else consents.",
        discussion: """
            Lists say `as given` instead of a citation.

            EXAMPLES:
              ringfence bank failure limit DE89370400440532013000 50000.00 --as clerk
              ringfence change consent 412 --as approver
            """)

    @Argument(help: "The trust account's IBAN.")
    var iban: String

    @Argument(help: "What is covered per person.")
    var limit: String

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let iban = try Reading.iban(iban, "the account")
        let engine = try options.engine()
        let currency = try await engine.look { try $0.opened().1.currency }
        let limit = try Reading.money(limit, currency, "the limit")
        let call = try signing.sign(
            options.call(
                "bank failure limit", as: .clerk,
                ["iban": iban.electronic, "limit": limit.plain]))
        try output.show(try await engine.requestCoverLimit(limit, at: iban, call))
    }
}

/// Records what the guarantee scheme paid.
struct BankFailurePaid: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "paid",
        abstract: "Record what the scheme paid: to a person directly, or into another account.",
        discussion: """
            To a person directly: somebody else consents, as no bank line says so.

            EXAMPLES:
              ringfence bank failure paid DE89370400440532013000 --party F-01 --as clerk
              ringfence change consent 412 --as approver
              ringfence bank failure paid DE89370400440532013000 --receipt 214 --as clerk
            """)

    @Argument(help: "The trust account's IBAN.")
    var iban: String

    @Option(help: "The person that the scheme paid directly.")
    var party: String?

    @Option(
        parsing: .unconditional,
        help: "How much of it, with --party; all that is open of the cover when left away.")
    var amount: String?

    @Option(help: "The receipt that waits unidentified in another trust account.")
    var receipt: Int64?

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let iban = try Reading.iban(iban, "the account")
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try options.call(
            "bank failure paid", as: .clerk,
            [
                "iban": iban.electronic, "party": party, "amount": amount?.plain,
                "receipt": receipt.map { "\($0)" },
            ])
        switch (party, receipt) {
        case (let party?, nil):
            try output.show(
                try await engine.bankCoverPaid(
                    iban, to: party, amount: amount, signing.sign(call)))
        case (nil, let receipt?):
            try output.show(
                try await engine.bankCoverReceived(
                    iban, receipt: BankLineID(sequence: receipt), call))
        case (nil, nil), (_?, _?):
            throw Failure(
                "usage.paid", "say whom the scheme paid, or which receipt it is",
                hint: "give either --party or --receipt", .usage)
        }
    }

    func validate() throws {
        guard amount == nil || receipt == nil else {
            throw ValidationError("--amount goes with --party; a receipt counts whole.")
        }
    }
}

/// Records what the guarantee scheme does not pay.
struct BankFailureReduce: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reduce",
        abstract: "Record that the scheme pays a person less than was listed: the rest is lost.",
        discussion: """
            Somebody else consents.

            EXAMPLES:
              ringfence bank failure reduce DE89370400440532013000 --party F-01 --amount 180.00 \
            --reason "decision of the scheme" --as clerk
            """)

    @Argument(help: "The trust account's IBAN.")
    var iban: String

    @Option(help: "The person whose cover is reduced.")
    var party: String

    @Option(
        parsing: .unconditional,
        help: "How much is not paid; all that is open of the cover when left away.")
    var amount: String?

    @Option(help: "Why: the decision of the scheme, for example.")
    var reason: String

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let iban = try Reading.iban(iban, "the account")
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try signing.sign(
            options.call(
                "bank failure reduce", as: .clerk,
                [
                    "iban": iban.electronic, "party": party, "amount": amount?.plain,
                    "reason": reason,
                ]))
        try output.show(
            try await engine.reduceBankCover(iban, of: party, by: amount, reason: reason, call))
    }
}

/// Records a dividend of the bank's estate.
struct BankFailureDividend: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "dividend",
        abstract: "Say that a receipt is a dividend of the failed bank: losses come back.",
        discussion: """
            EXAMPLES:
              ringfence bank failure dividend DE89370400440532013000 --receipt 214 --as clerk
            """)

    @Argument(help: "The trust account's IBAN.")
    var iban: String

    @Option(help: "The receipt that waits unidentified in another trust account.")
    var receipt: Int64

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let iban = try Reading.iban(iban, "the account")
        let call = try options.call(
            "bank failure dividend", as: .clerk,
            ["iban": iban.electronic, "receipt": "\(receipt)"])
        try output.show(
            try await options.engine().bankDividend(
                iban, receipt: BankLineID(sequence: receipt), call))
    }
}

/// Ends a bank's failure.
struct BankFailureClose: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Record that nothing more is expected of a failed bank.",
        discussion: """
            EXAMPLES:
              ringfence bank failure close DE89370400440532013000 --as clerk
            """)

    @Argument(help: "The trust account's IBAN.")
    var iban: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let iban = try Reading.iban(iban, "the account")
        let call = try options.call(
            "bank failure close", as: .clerk, ["iban": iban.electronic])
        try output.show(try await options.engine().closeBankFailure(iban, call))
    }
}
