import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import MoneyCore

/// Takes a till's daily lines.
struct SaleImport: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take all sales of a till's CSV file, or none.",
        discussion: """
            Columns: day, product, units, base-price, premium, producer. One document per day says
            what the shop owes the producers; the shop pays it into the trust account under its
            reference. The same file again, with the same options, takes nothing and says so. Units
            below zero came back: they are taken off what the producer expects, then off what is
            here; what was paid out he owes until later sales meet it.

            Example: ringfence sale import till.csv --client C-01 --premium 7 --pass-on net
            """)

    @Argument(help: "The file; - for standard input.", completion: .file())
    var file: String

    @Option(help: "The shop.")
    var client: String

    @Option(
        help:
            "How the premium is taxed: pass-through, or the VAT rate in percent that is inside it.")
    var premium = "pass-through"

    @Option(help: "What of a taxed premium is passed on: gross, or net of its VAT.")
    var passOn = "gross"

    @Option(help: "When a producer's part can be paid out: on-receipt or held.")
    var release = "on-receipt"

    @Flag(help: "These are further sales of a day that has a file already.")
    var supplement = false

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let currency = try await engine.look { try $0.opened().1.currency }
        let file = try InputFile(path: file)
        let request = try file.sales(
            client: client, premium: try terms(), release: try releaseTerms(),
            isSupplement: supplement, currency)
        let call = try options.call(
            "sale import", as: .clerk, file: file,
            [
                "client": client, "premium": premium, "pass-on": passOn, "release": release,
                "supplement": supplement ? "yes" : nil,
            ])
        try output.show(try await engine.importSales(request, call))
    }

    private func terms() throws -> PremiumTerms {
        guard let basis = AmountBasis(passOn) else {
            throw Failure(
                "usage.pass-on", "\(passOn) is neither gross nor net",
                hint: "give --pass-on gross or --pass-on net", .usage)
        }
        if premium == "pass-through" {
            guard basis == .gross else {
                throw Failure(
                    "usage.pass-on", "a premium that passes through has no VAT to take off",
                    hint: "leave --pass-on away, or give the rate with --premium", .usage)
            }
            return .passThrough
        }
        guard case .standard(let rate)? = VATStatus(premium) else {
            throw Failure(
                "usage.premium", "\(premium) is neither pass-through nor a rate in percent",
                hint: "give --premium pass-through, or a rate such as --premium 7", .usage)
        }
        return .consideration(rate, passesOn: basis)
    }

    private func releaseTerms() throws -> Release {
        guard let release = Release(release) else {
            throw Failure(
                "usage.release", "\(release) is neither on-receipt nor held",
                hint: "give --release on-receipt or --release held", .usage)
        }
        return release
    }
}
