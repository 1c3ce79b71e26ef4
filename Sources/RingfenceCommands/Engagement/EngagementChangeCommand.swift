import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Lets changed terms follow the ones that hold.
struct EngagementChangeCommand: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change terms of an engagement from a day on.",
        discussion: """
            The terms that hold on that day end with the day before; what no option names goes on \
            as agreed. Hours that are invoiced keep the terms they were invoiced by. What gives the
            freelancer less is asked for, and somebody else consents: `ringfence change consent`.

            EXAMPLES:
              ringfence engagement change E-01 --from 2013-04-01 --rule R-01
              ringfence engagement change E-01 --from 2020-07-01 --client-vat 16 --freelancer-vat 16
            """)

    @Argument(help: "Code of the engagement.")
    var code: String

    @Option(help: "The first day of the changed terms.")
    var from: Day

    @Option(help: "Code of the rule by which lines divide, in its newest version.")
    var rule: String?

    @Flag(help: "Lines divide without a rule: the rates, and the rest.")
    var noRule = false

    @Option(parsing: .unconditional, help: "What the client pays per hour, net: 100.00.")
    var clientRate: String?

    @Option(parsing: .unconditional, help: "What the freelancer gets per hour, net: 80.00.")
    var freelancerRate: String?

    @Option(help: "VAT to the client: 19, small-business, reverse-charge or foreign.")
    var clientVat: VATStatus?

    @Option(help: "VAT of the freelancer: 19, small-business, reverse-charge or foreign.")
    var freelancerVat: VATStatus?

    @Option(help: "Who is served first when a client pays less than all.")
    var policy: SplitPolicy?

    @Option(help: "When a part becomes available.")
    var release: Release?

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func validate() throws {
        guard rule == nil || !noRule else {
            throw ValidationError("--rule and --no-rule do not go together.")
        }
    }

    func run() async throws {
        let engine = try options.engine()
        let currency = try await engine.look { try $0.opened().1.currency }
        var change = EngagementChange(code: code, from: from)
        change.rule = noRule ? .none : rule.map { .code($0) } ?? .same
        change.clientRate = try clientRate.map { try Reading.money($0, currency, "--client-rate") }
        change.freelancerRate = try freelancerRate.map {
            try Reading.money($0, currency, "--freelancer-rate")
        }
        change.clientVAT = clientVat
        change.freelancerVAT = freelancerVat
        change.policy = policy
        change.release = release
        let call = try signing.sign(options.call("engagement change", as: .clerk, content))
        try output.show(try await engine.changeEngagement(change, call))
    }

    private var content: KeyValuePairs<String, String?> {
        [
            "code": code, "from": from.description, "rule": rule, "no-rule": "\(noRule)",
            "client-rate": clientRate, "freelancer-rate": freelancerRate,
            "client-vat": clientVat?.text, "freelancer-vat": freelancerVat?.text,
            "policy": policy?.name, "release": release?.name,
        ]
    }
}
