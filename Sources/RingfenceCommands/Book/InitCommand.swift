import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import Glibc
import LedgerSQLite
import MoneyCore

/// Makes a book.
struct InitCommand: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a new book with its trust account and its first two people.")

    @Argument(help: "Where the book shall be; the file must not exist.", completion: .file())
    var path: String

    @Option(help: "IBAN of the trust account.")
    var trustIban: String

    @Option(help: "BIC of the trust account's bank.")
    var trustBic: String?

    @Option(help: "Holder of the trust account, as invoices and payment files name him.")
    var trustHolder: String

    @Option(help: "Name of the first clerk.")
    var clerk: String

    @Option(help: "Name of the first approver, somebody else.")
    var approver: String

    @Option(help: "Currency of the book and its account.")
    var currency = Currency.eur

    @Option(help: "Time zone in which the book counts days.")
    var zone = "Europe/Berlin"

    @Flag(help: "Made-up data: the clock is given, and every report says SAMPLE.")
    var sample = false

    @Option(help: "The time, such as 2013-01-31T09:00:00Z; with --sample only.")
    var at: Instant?

    @Flag(help: "Say what would be written, and write nothing.")
    var dryRun = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let request = OpeningRequest(
            currency: currency, timeZone: zone, isSample: sample,
            account: TrustAccount(
                iban: try Reading.iban(trustIban, "--trust-iban"),
                bic: try trustBic.map { try Reading.bic($0, "--trust-bic") },
                holder: try Reading.holder(trustHolder), currency: currency),
            clerk: clerk, approver: approver)
        guard access(path, F_OK) != 0 else {
            throw Failure(
                "book.exists", "\(path) exists already",
                hint: "choose another path, or use the book that is there", .refused)
        }
        try output.show(try await make(request))
    }

    /// Makes the file and opens the book; nothing stays of a book that is refused or only tried.
    private func make(_ request: OpeningRequest) async throws -> Answer {
        let store = try SQLiteStore(path: path, mode: .create)
        let engine = Engine(store: store, surroundings: .computer(givenTime: at))
        do {
            var answer = try await engine.open(request)
            guard dryRun else { return answer }
            try SQLiteStore.remove(path: path)
            answer.isDryRun = true
            return answer
        } catch {
            try? SQLiteStore.remove(path: path)
            throw error
        }
    }
}
