import ArgumentParser
import BackOffice
import EscrowCore
import MoneyCore

/// What a rule would make of a line and of payments for it.
struct RulePreview: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show how a rule divides a line, and payments for it, to the cent.",
        discussion: """
            The same code divides invoices and receipts. Nothing is recorded, and no book is needed.

            EXAMPLES:
              ringfence rule preview rule.yaml --amount 16000.00 --hours 160 --rate 80.00
              ringfence rule preview rule.yaml --amount 100.01 --received 33.33 --received 66.68
            """)

    @Argument(
        help: "The rule (YAML or JSON); - for standard input.",
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var file: String

    @Option(parsing: .unconditional, help: "What the client pays for the line, net: 16000.00.")
    var amount: String

    @Option(help: "Hours of the line, such as 160 or 7:30.")
    var hours: String?

    @Option(help: "Units of the line.")
    var units: Int64?

    @Option(
        parsing: .unconditional, help: "What the freelancer is agreed to get per hour, net: 80.00.")
    var rate: String?

    @Option(help: "VAT to the client: 19, small-business, reverse-charge or foreign.")
    var clientVat = VATStatus("19") ?? .foreign

    @Option(help: "VAT of the freelancer: 19, small-business, reverse-charge or foreign.")
    var freelancerVat = VATStatus("19") ?? .foreign

    @Option(help: "Who is served first, where the rule has no order.")
    var policy = SplitPolicy.proRata

    @Option(
        parsing: .unconditionalSingleValue,
        help: "What the client pays at once; several are instalments in their order.")
    var received: [String] = []

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let rule = try RuleReading(path: file).rule
        let currency = rule.currency
        let line = try line(of: rule)
        let payments = try received.map { try Reading.money($0, currency, "--received") }
        do throws(RuleDivisionError) {
            try show(try SplitPreview(line, received: payments), line)
        } catch {
            throw error.failure
        }
    }

    private func show(
        _ preview: SplitPreview, _ line: RuledLine
    ) throws(RuleDivisionError) {
        do { try output.show(preview.listing(of: line)) } catch { throw .overflow }
    }

    private func line(of rule: SplitRule) throws -> RuledLine {
        let net = try Reading.money(amount, rule.currency, "--amount")
        guard let gross = try? net.adding(net.times(clientVat.rate)) else {
            throw RuleDivisionError.overflow.failure
        }
        let time = try hours.map { text in
            guard let hours = Hours(text), hours.seconds > 0 else {
                throw Failure(
                    "hours.wrong", "--hours \(text) are no hours",
                    hint: "write hours such as 7.5 or 7:30, more than none", .refused)
            }
            return hours
        }
        if let units, units < 0 {
            throw Failure(
                "units.wrong", "--units \(units) is less than none", hint: "give 0 or more",
                .refused)
        }
        return RuledLine(
            rule: rule, net: net, gross: gross, hours: time, units: units,
            freelancerRate: try rate.map { try Reading.money($0, rule.currency, "--rate") },
            clientVAT: clientVat, freelancerVAT: freelancerVat, policy: policy)
    }
}

extension RuleDivisionError {
    var failure: Failure {
        switch self {
        case .hoursMissing:
            Failure("rule.hours", "the rule reckons by hours", hint: "give --hours", .refused)
        case .rateMissing:
            Failure(
                "rule.rate", "the rule takes the freelancer's agreed rate", hint: "give --rate",
                .refused)
        case .unitsMissing:
            Failure("rule.units", "the rule reckons by units", hint: "give --units", .refused)
        case .noAmount:
            Failure(
                "rule.zero", "the freelancer's part comes to nothing",
                hint: "correct the rule or the amount", .refused)
        case .impossible(_, let missing):
            Failure(
                "rule.impossible",
                "the parts are \(missing) more than the client pays, VAT included",
                hint: "correct the rule, the rates or the VAT", .refused)
        case .overflow:
            Failure(
                "rule.overflow", "the amounts are too large", hint: "give smaller amounts", .refused
            )
        }
    }
}
