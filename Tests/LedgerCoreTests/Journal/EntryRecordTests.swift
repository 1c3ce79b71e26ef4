import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// A line as bytes say it, right or wrong.
private struct RawLine: Sendable {
    var account: UInt64
    var side: Side
    var minor: UInt64
    var owner: UInt64 = 0
    var source: Int64 = 0
}

@Suite("Entries in records (log.md#entry)")
struct EntryRecordTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let error: RecordError
        fileprivate let lines: [RawLine]
        fileprivate var event: UInt64 = 7
        fileprivate var currency = "EUR"
        var testDescription: String { name }
    }

    private static func bytes(
        _ lines: [RawLine], event: UInt64 = 7, currency: String = "EUR"
    )
        -> [UInt8]
    {
        var vault = Vault()
        return vault.body { record in
            record.unsigned(event)
            record.day(Sample.day)
            record.signed(0)
            record.unsigned(31)
            record.unsigned(0)
            record.text(currency)
            record.unsigned(UInt64(lines.count))
            for line in lines {
                record.unsigned(line.account << 1 | UInt64(line.side.rawValue))
                record.unsigned(line.minor)
                record.unsigned(2)
                record.unsigned(line.owner)
                record.signed(line.source)
            }
        }
    }

    private static func read(_ bytes: [UInt8]) throws -> Entry {
        var reader = Vault().reader(bytes)
        let entry = try Entry(from: &reader)
        try reader.end()
        return entry
    }

    private static let debit = RawLine(account: 1000, side: .debit, minor: 100)
    private static let credit = RawLine(account: 2000, side: .credit, minor: 100)
    private static let memo = RawLine(account: 9000, side: .debit, minor: 5, owner: 9)

    @Test("an entry has these bytes")
    func exact() throws {
        let entry = try Entry(
            Entry.Occasion(
                .receiptUnidentified, bookingDay: Sample.day,
                valueDay: Sample.day.adding(days: -1), evidence: 300),
            [
                Entry.Transfer(
                    debit: Sample.trustBank,
                    credit: Subledger(
                        .unidentified, bank: Sample.bank,
                        source: .unidentified(BankLineID(sequence: 300))),
                    Sample.euros(700_00))
            ])
        var vault = Vault()
        let bytes = vault.body { entry.write(to: &$0) }

        #expect(
            bytes == [
                7, 0xD4, 0xF6, 0x01, 1, 0xAC, 0x02, 0, 3, 0x45, 0x55, 0x52, 2,  // EUR, two lines
                0xD0, 0x0F, 0xF0, 0xA2, 0x04, 2, 0, 0,  // 1000 debit 70000, account 2
                0xA1, 0x1F, 0xF0, 0xA2, 0x04, 2, 0, 0xE1, 0x12,  // 2000 credit, source -1201
            ])
        #expect(try Self.read(bytes) == entry)
    }

    @Test("bytes that balance are read")
    func balanced() throws {
        let entry = try Self.read(Self.bytes([Self.debit, Self.credit]))
        #expect(entry.event == .receiptUnidentified)
        #expect(entry.evidence == 31)
        #expect(entry.reverses == nil)
        #expect(entry.lines.map(\.signed) == [100, -100])
    }

    @Test(
        "bytes that no entry writes are refused",
        arguments: [
            Case(
                name: "unbalanced", error: .entry(.unbalanced(1)),
                lines: [debit, RawLine(account: 2000, side: .credit, minor: 99)]),
            Case(
                name: "money balances, memo does not", error: .entry(.unbalanced(5)),
                lines: [debit, memo, credit]),
            Case(
                name: "balanced only across the circles", error: .entry(.unbalanced(100)),
                lines: [debit, RawLine(account: 9000, side: .credit, minor: 100, owner: 9)]),
            Case(name: "no line", error: .entry(.empty), lines: []),
            Case(
                name: "no amount", error: .entry(.notPositive(Sample.euros(0))),
                lines: [RawLine(account: 1000, side: .debit, minor: 0), credit]),
            Case(
                name: "a subledger twice", error: .entry(.sameSubledger(.trustBank)),
                lines: [debit, debit, RawLine(account: 2000, side: .credit, minor: 200)]),
            Case(
                name: "a subledger on both sides", error: .entry(.sameSubledger(.trustBank)),
                lines: [debit, RawLine(account: 1000, side: .credit, minor: 100)]),
            Case(
                name: "no owner", error: .entry(.ownerMissing(.freelancerHeld)),
                lines: [debit, RawLine(account: 2100, side: .credit, minor: 100)]),
            Case(
                name: "a sum that does not fit", error: .entry(.overflow),
                lines: [
                    RawLine(account: 1000, side: .debit, minor: UInt64(Int64.max)),
                    RawLine(account: 1010, side: .debit, minor: 1), credit,
                ]),
            Case(name: "a debit behind a credit", error: .field("side"), lines: [credit, debit]),
            Case(
                name: "an account that is not in the chart", error: .field("account"),
                lines: [RawLine(account: 4000, side: .debit, minor: 100), credit]),
            Case(
                name: "an account number that is too large", error: .field("account"),
                lines: [RawLine(account: 1000 + 65_536, side: .debit, minor: 100), credit]),
            Case(
                name: "a source that nothing has", error: .field("source"),
                lines: [debit, RawLine(account: 2000, side: .credit, minor: 100, source: -1)]),
            Case(
                name: "an amount of 64 bits", error: .field("integer"),
                lines: [RawLine(account: 1000, side: .debit, minor: 1 << 63), credit]),
            Case(
                name: "an event that does not exist", error: .field("event"),
                lines: [debit, credit], event: 30),
            Case(
                name: "an event number that is too large", error: .field("event"),
                lines: [debit, credit], event: 256 + 7),
            Case(
                name: "a currency that does not exist", error: .field("currency"),
                lines: [debit, credit], currency: "EUX"),
        ])
    func refused(_ example: Case) {
        let bytes = Self.bytes(example.lines, event: example.event, currency: example.currency)
        #expect(throws: example.error) { try Self.read(bytes) }
    }

    @Test("an entry is read as it was written", arguments: UInt64(1)...200)
    func roundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let entry = try Entry.random(using: &random)
        var vault = Vault()
        #expect(try Self.read(vault.body { entry.write(to: &$0) }) == entry)
    }

    @Test(
        "an entry with any one bit turned is refused or another entry, never the same",
        arguments: UInt64(1)...40)
    func bits(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let entry = try Entry.random(using: &random)
        var vault = Vault()
        let bytes = vault.body { entry.write(to: &$0) }
        for index in bytes.indices {
            var turned = bytes
            turned[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
            #expect((try? Self.read(turned)) != entry)
        }
    }
}
