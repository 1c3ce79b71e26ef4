import Foundation
import MoneyCore
import Testing

/// What hledger and ledger say of a journal.
///
/// Both must be installed: `scripts/needs.sh` does it.
enum AccountingProgram: String, CaseIterable, Sendable {
    case hledger
    case ledger

    struct Answer {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Has the program check the journal, as strictly as it can.
    func check(_ journal: String) throws -> Answer {
        switch self {
        case .hledger: try run(["-f", "-", "check", "--strict"], journal)
        case .ledger: try run(["-f", "-", "--strict", "--pedantic", "balance"], journal)
        }
    }

    /// Every balance that is not zero, by account, in minor units.
    func balances(_ journal: String, _ currency: Currency) throws -> [String: Int64] {
        let arguments =
            switch self {
            case .hledger:
                ["balance", "--flat", "--empty", "--no-total", "--format", "%(account)|%(total)"]
            case .ledger:
                [
                    "balance", "--flat", "--empty", "--no-total", "--balance-format",
                    "%(account)|%(amount)\n",
                ]
            }
        let answer = try run(["-f", "-"] + arguments, journal)
        #expect(answer.status == 0, "\(answer.errors)")
        var balances: [String: Int64] = [:]
        for row in answer.output.split(separator: "\n") {
            let fields = row.split(separator: "|")
            try #require(fields.count == 2, "\(self.rawValue) answered: \(row)")
            let amount = fields[1].replacing("\(currency.code) ", with: "")
            let balance = try #require(Money(amount, currency), "\(self.rawValue): \(row)")
            balances[String(fields[0])] = balance.minor
        }
        return balances.filter { $0.value != 0 }
    }

    /// Gives the journal to the program as its standard input.
    private func run(_ arguments: [String], _ journal: String) throws -> Answer {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appendingPathComponent("journal-\(UUID())")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }
        let paths = ["journal", "output", "errors"].map { folder.appendingPathComponent($0) }
        try Data(journal.utf8).write(to: paths[0])
        for path in paths[1...] { try Data().write(to: path) }
        let process = Process()
        process.executableURL = try executable()
        process.arguments = arguments
        process.environment = ["HOME": folder.path]
        process.standardInput = try FileHandle(forReadingFrom: paths[0])
        process.standardOutput = try FileHandle(forWritingTo: paths[1])
        process.standardError = try FileHandle(forWritingTo: paths[2])
        try process.run()
        process.waitUntilExit()
        return Answer(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: paths[1]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: paths[2]), as: UTF8.self))
    }

    private func executable() throws -> URL {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        let path = folders.map { "\($0)/\(rawValue)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        return URL(
            fileURLWithPath: try #require(
                path, "\(rawValue) is not installed: run scripts/needs.sh"))
    }
}
