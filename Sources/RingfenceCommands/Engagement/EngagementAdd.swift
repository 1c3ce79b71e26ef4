import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Adds an engagement, or further terms of one.
struct EngagementAdd: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add an engagement, or terms that follow the earlier ones of the same code.")

    @Argument(help: "Code of the engagement, such as E-01.")
    var code: String

    @Option(help: "Code of the client.")
    var client: String

    @Option(help: "Code of the freelancer.")
    var freelancer: String

    @Option(name: .customLong("from"), help: "The first day on which the terms hold.")
    var validFrom: Day

    @Option(name: .customLong("to"), help: "The last day on which the terms hold. Default: open.")
    var validTo: Day?

    @Option(parsing: .unconditional, help: "What the client pays per hour, net: 100.00.")
    var clientRate: String

    @Option(parsing: .unconditional, help: "What the freelancer gets per hour, net: 80.00.")
    var freelancerRate: String

    @Option(help: "VAT to the client: 19, small-business, reverse-charge or foreign.")
    var clientVat: VATStatus

    @Option(help: "VAT of the freelancer: 19, small-business, reverse-charge or foreign.")
    var freelancerVat: VATStatus

    @OptionGroup var ownership: TitleOptions

    @Option(help: "Who is served first when a client pays less than all.")
    var policy = SplitPolicy.proRata

    @Option(
        help:
            "When a part becomes available: on-receipt, held, after-days:N, hours-approved or milestone:CODE."
    )
    var release = Release.onReceipt

    @Option(help: "Code of the rule by which lines divide. Default: the rates, and the rest.")
    var rule: String?

    @Option(parsing: .unconditional, help: "Days from the invoice's day to the due day.")
    var termDays = 30

    @Option(help: "When all agreed that the client pays into the trust account.")
    var routingAgreedOn: Day?

    @Option(help: "What the work is, as the invoice says it.")
    var subject: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let currency = try await engine.look { try $0.opened().1.currency }
        let request = EngagementRequest(
            code: code, client: client, freelancer: freelancer, validFrom: validFrom,
            validTo: validTo,
            clientRate: try Reading.money(clientRate, currency, "--client-rate"),
            freelancerRate: try Reading.money(freelancerRate, currency, "--freelancer-rate"),
            clientVAT: clientVat, freelancerVAT: freelancerVat, title: ownership.claimTitle,
            policy: policy, release: release, rule: rule, termDays: termDays,
            routingAgreedOn: routingAgreedOn, subject: subject)
        let call = try options.call("engagement add", as: .clerk, content)
        try output.show(try await engine.addEngagements([request], call))
    }

    private var content: KeyValuePairs<String, String?> {
        [
            "code": code, "client": client, "freelancer": freelancer,
            "from": validFrom.description, "to": validTo?.description, "client-rate": clientRate,
            "freelancer-rate": freelancerRate, "client-vat": clientVat.text,
            "freelancer-vat": freelancerVat.text, "title": ownership.title.rawValue,
            "assigned-on": ownership.assignedOn?.description,
            "assignment-released": "\(ownership.assignmentReleased)", "policy": policy.name,
            "release": release.name, "rule": rule, "term-days": "\(termDays)",
            "routing-agreed-on": routingAgreedOn?.description, "subject": subject,
        ]
    }
}
