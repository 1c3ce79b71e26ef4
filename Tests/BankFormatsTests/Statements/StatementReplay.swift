import BankFormats
import EscrowCore
import EscrowTestSupport
import Foundation
import Glibc
import MoneyCore
import Testing

/// What `make fuzz` looks for at random, here over seeds: a result or an error, never more.
///
/// - Source: docs/spec/bank-import.md#refused
@Suite("Broken bank files of every form give a result or an error")
struct StatementReplay {
    /// A parser, its fixtures, and how many broken files it is given in all.
    enum Parser: String, CaseIterable, Sendable {
        case camt, mt, table, archive

        var fixtures: [String] {
            switch self {
            case .camt: StatementFile.names([".xml"])
            case .mt: StatementFile.names([".sta", ".mt942"])
            case .table: StatementFile.names([".csv"])
            case .archive: ["statements.zip"]
            }
        }
    }

    /// Reads bytes out of memory; checks that a file without a fault proves itself.
    static func prove(_ bytes: [UInt8]) throws {
        var name = Array("\(CamtSample.folder.path)/bank-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        #expect(descriptor >= 0)
        unlink(name)
        defer { close(descriptor) }
        let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        #expect(written == bytes.count)
        do {
            let reader = try BankFileReader(path: "/proc/self/fd/\(descriptor)", name: "bank")
            let document = reader.document
            var sums = document.statements.map { Int128($0.opening?.amount.minor ?? 0) }
            try document.forEachEntry { index, entry in
                guard entry.isBooked, let amount = entry.amount else { return }
                sums[index] += Int128(amount.minor)
            }
            guard document.fault == nil else { return }
            for (sum, statement) in zip(sums, document.statements)
            where !statement.format.isAdvice {
                #expect(sum == Int128(statement.closing?.amount.minor ?? 0))
            }
            _ = consume reader
        } catch let error as BankFileError {
            #expect(!error.description.isEmpty)
        }
    }

    @Test("cut at every byte", arguments: Parser.allCases)
    func truncation(_ parser: Parser) throws {
        // The first camt files are cut by the laws of their own.
        let own = CamtSample.names.map { "\($0).xml" }
        for name in parser.fixtures where !own.contains(name) {
            let bytes = try StatementFile.bytes(name)
            for length in 0..<bytes.count { try Self.prove(Array(bytes[..<length])) }
        }
    }

    @Test(
        "flipped, doubled, lost and huge parts, 10,000 files for each parser",
        arguments: Parser.allCases, UInt64(1)...10)
    func mutations(_ parser: Parser, seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let originals = try parser.fixtures.map(StatementFile.bytes)
        for round in 0..<1_000 {
            guard var bytes = originals.randomElement(using: &random) else { return }
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                Self.mutate(&bytes, &random, mayGrow: round % 200 == 0)
            }
            try Self.prove(bytes)
        }
    }

    private static func mutate(
        _ bytes: inout [UInt8], _ random: inout SeededRandom, mayGrow: Bool
    ) {
        guard !bytes.isEmpty else { return }
        let start = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 1...40, using: &random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes.removeSubrange(start..<end)
        case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
        case 3: bytes[start] = UInt8.random(in: 0...255, using: &random)
        case 4:
            let signs = Array("<>/&:?+;,.\"-\n\r{}0".utf8)
            bytes[start] = signs.randomElement(using: &random) ?? 0
        default:
            let count = mayGrow ? 50_000 : 300
            bytes.insert(
                contentsOf: repeatElement(bytes[start], count: count), at: start)
        }
    }

    @Test("deep nesting and endless fields", arguments: 0..<7)
    func extremes(number: Int) throws {
        let many = 200_000
        let texts = [
            String(repeating: "<a>", count: many),
            "<Document><BkToCstmrStmt><Stmt>"
                + String(repeating: "<Ntry><NtryDtls><TxDtls>", count: many),
            ":20:" + String(repeating: "x", count: 3 << 20),
            ":20:A\n:61:" + String(repeating: "1\n", count: many),
            String(repeating: ":20:A\n:60F:C130321EUR1,\n", count: 20_000),
            "Buchungstag;Wertstellung;Umsatzart;Buchungstext;Betrag;Währung;IBAN Kontoinhaber\n"
                + String(repeating: "\"", count: many),
            String(repeating: ";", count: many) + "\n" + String(repeating: "\n", count: many),
        ]
        try Self.prove(Array(texts[number].utf8))
    }
}
