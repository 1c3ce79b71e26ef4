import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Shows all terms of a trust account.
struct AccountShow: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show all terms of a trust account, in the order of their days.")

    @Option(name: .customLong("account"), help: "IBAN of the account. Default: the only one.")
    var iban: String?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let iban = try iban.map { try Reading.iban($0, "--account") }
        try output.show(
            try await options.look { reader in
                let account = try reader.knownTrustAccount(iban: iban)
                var listing = Listing(
                    "terms", Self.columns, isSample: try reader.opened().1.isSample)
                for (terms, record) in try reader.trustTerms(of: account.id) {
                    listing.append([
                        .text(account.iban), .day(terms.validFrom), .number(record),
                        .text(terms.trustee.name), .flag(terms.hasDirectRight),
                        .optional(terms.bankWaivedOn), .flag(terms.isBankInformed),
                        .text(terms.globalAssignment.name),
                        .optional(terms.globalAssignment.releasedOn), .flag(terms.isExclusive),
                        .flag(terms.hasNoOverdraft), .flag(terms.hasNoStandingOrders),
                    ])
                }
                return listing
            })
    }

    private static let columns: [Listing.Column] = [
        .left("iban", "IBAN"), .left("validFrom", "from"), .right("record", "record"),
        .left("trustee", "trustee"), .left("directRight", "direct right"),
        .left("bankWaiver", "bank waived"), .left("bankInformed", "bank informed"),
        .left("globalAssignment", "global assignment"), .left("releasedOn", "released on"),
        .left("exclusive", "exclusive"), .left("noOverdraft", "no overdraft"),
        .left("noStandingOrders", "no standing orders"),
    ]
}
