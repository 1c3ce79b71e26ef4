import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("Facts in records (log.md#kinds)")
struct FactTests {
    private static func read(_ kind: RecordKind, _ bytes: [UInt8], _ vault: Vault) throws -> Fact {
        var reader = vault.reader(bytes)
        return try Fact(kind, from: &reader)
    }

    @Test("there is one fact of every kind of record")
    func kinds() throws {
        var sample = FactSample(seed: 1)
        #expect(try sample.all().map(\.kind) == RecordKind.allCases)
    }

    @Test(
        "a fact is read as it was written, and written again in the same bytes",
        arguments: UInt64(1)...100)
    func roundTrip(seed: UInt64) throws {
        var sample = FactSample(seed: seed)
        for fact in try sample.all() {
            var (vault, again) = (Vault(), Vault())
            let bytes = vault.body { fact.write(to: &$0) }
            let read = try Self.read(fact.kind, bytes, vault)

            #expect(read == fact)
            #expect(again.body { read.write(to: &$0) } == bytes)
        }
    }

    @Test("a fact that was cut, or has something behind it, is refused", arguments: UInt64(1)...20)
    func cut(seed: UInt64) throws {
        var sample = FactSample(seed: seed)
        for fact in try sample.all() {
            var vault = Vault()
            let bytes = vault.body { fact.write(to: &$0) }
            for length in bytes.indices {
                #expect(throws: RecordError.self, "\(fact.kind) cut at \(length)") {
                    try Self.read(fact.kind, Array(bytes.prefix(length)), vault)
                }
            }
            #expect(throws: RecordError.trailing(1), "\(fact.kind)") {
                try Self.read(fact.kind, bytes + [0], vault)
            }
        }
    }

    @Test("turned bits never trap, and never give the same fact", arguments: UInt64(1)...40)
    func turned(seed: UInt64) throws {
        var sample = FactSample(seed: seed)
        for fact in try sample.all() {
            var vault = Vault()
            let bytes = vault.body { fact.write(to: &$0) }
            for index in bytes.indices {
                var turned = bytes
                turned[index] ^= 1 << UInt8.random(in: 0...7, using: &sample.random)
                let read = try? Self.read(fact.kind, turned, vault)
                #expect(read != fact, "byte \(index) of \(fact.kind)")
            }
        }
    }

    @Test("names, addresses, accounts and words of payers are in no body (log.md#personal)")
    func personal() throws {
        let iban = try IBAN("DE89370400440532013000")
        let facts: [Fact] = [
            .actor(ActorNaming(name: "SECRET")),
            .party(
                PartyVersion(
                    party: nil, code: "F-01", role: .freelancer, validFrom: Sample.day,
                    details: PartyDetails(
                        name: "SECRET",
                        address: Address(
                            street: "SECRET", postcode: "SECRET", city: "SECRET", country: "SECRET"),
                        iban: iban, vatID: "SECRET", taxNumber: "SECRET",
                        contact: PartyContact(
                            name: "SECRET", phone: "SECRET", email: "SECRET",
                            electronicAddress: "SECRET", buyerReference: "SECRET")))),
            .trustAccount(TrustAccount(iban: iban, bic: nil, holder: "SECRET", currency: .eur)),
            .bankLine(
                BankLineFact(
                    bank: Sample.bank, statement: 30, fingerprint: 1, meaning: .unidentified,
                    payout: nil, work: nil,
                    line: BankLine(
                        amount: Sample.euros(1), bookingDay: Sample.day, valueDay: Sample.day,
                        bankReference: nil, endToEndID: "SECRET", creditorReference: "SECRET",
                        remittance: "SECRET", counterpartyName: "SECRET",
                        counterpartyAccount: iban.electronic, kind: .transfer, returnReason: nil,
                        place: "statement 1, entry 1"))),
        ]
        for fact in facts {
            var vault = Vault()
            let bytes = vault.body { fact.write(to: &$0) }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains("SECRET"), "\(fact.kind)")
            #expect(!text.contains(iban.electronic), "\(fact.kind)")
            #expect(try Self.read(fact.kind, bytes, vault) == fact)
            #expect(throws: RecordError.personalMissing) {
                try Self.read(fact.kind, bytes, Vault())
            }
        }
    }
}

/// The amounts of an invoice line as bytes say them, right or wrong.
private struct RawLine: Sendable {
    var net: Int64 = 100_00
    var gross: Int64 = 119_00
    var freelancerGross: Int64 = 95_20
    var agency: Int64 = 23_80
    var owners = (Sample.freelancer, Sample.agency)
    var roles: (UInt64, UInt64) = (1, 2)

    var parts: [(owner: PartyID, role: UInt64, gross: Int64)] {
        [(owners.0, roles.0, freelancerGross), (owners.1, roles.1, agency)]
    }
}

@Suite("Forged facts are refused (log.md#invoice)")
struct ForgedFactTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        fileprivate let lines: [RawLine]
        let net: Int64
        let vat: Int64
        var testDescription: String { name }
    }

    private static func bytes(_ example: Case) -> [UInt8] {
        var vault = Vault()
        return vault.body { record in
            record.text("2013-0001")
            record.text("RF8620130001")
            record.id(Sample.client)
            record.id(Sample.agency)
            record.id(Sample.bank)
            record.day(Sample.day)
            record.signed(30)
            record.text("EUR")
            record.unsigned(UInt64(example.lines.count))
            for line in example.lines { write(line, to: &record) }
            record.unsigned(1)
            record.unsigned(4)
            record.signed(example.net)
            record.signed(example.vat)
        }
    }

    private static func write(_ line: RawLine, to record: inout RecordWriter) {
        record.id(Sample.engagement)
        record.id(Sample.freelancer)
        record.day(Sample.day)
        record.signed(0)
        record.unsigned(3600)
        record.signed(100_00)
        record.unsigned(4)
        record.signed(line.net)
        record.signed(line.gross)
        record.signed(80_00)
        record.unsigned(4)
        record.unsigned(0)
        record.flag(false)
        record.unsigned(1)
        record.text("Software")
        record.unsigned(UInt64(line.parts.count))
        for (owner, role, gross) in line.parts {
            record.id(owner)
            record.unsigned(role)
            record.unsigned(0)
            record.signed(gross)
            record.signed(80_00)
            record.flag(false)
            record.flag(false)
        }
    }

    private static func read(_ example: Case) throws -> Fact {
        var reader = Vault().reader(bytes(example))
        return try Fact(.invoice, from: &reader)
    }

    @Test("an invoice whose lines add up is read")
    func sound() throws {
        let fact = try Self.read(
            Case(name: "", lines: [RawLine(), RawLine()], net: 200_00, vat: 38_00))
        guard case .invoice(let invoice) = fact else {
            Issue.record("not an invoice")
            return
        }
        #expect(invoice.gross == Sample.euros(238_00))
        #expect(invoice.lines.map(\.agencyMinor) == [23_80, 23_80])
    }

    @Test(
        "an invoice whose amounts do not add up is refused",
        arguments: [
            Case(name: "no lines", lines: [], net: 0, vat: 0),
            Case(
                name: "too many lines", lines: (0...4095).map { _ in RawLine() },
                net: 4096 * 100_00, vat: 4096 * 19_00),
            Case(name: "gross", lines: [RawLine()], net: 100_00, vat: 18_99),
            Case(name: "net", lines: [RawLine()], net: 99_00, vat: 20_00),
            Case(
                name: "more for the freelancer than there is",
                lines: [RawLine(freelancerGross: 119_01, agency: -1)], net: 100_00, vat: 19_00),
            Case(
                name: "less than nothing for the freelancer",
                lines: [RawLine(freelancerGross: -1, agency: 119_01)], net: 100_00, vat: 19_00),
            Case(
                name: "parts that are not the line",
                lines: [RawLine(agency: 23_81)], net: 100_00, vat: 19_00),
            Case(
                name: "one owner twice",
                lines: [RawLine(owners: (Sample.freelancer, Sample.freelancer))],
                net: 100_00, vat: 19_00),
            Case(
                name: "another freelancer",
                lines: [RawLine(owners: (Sample.secondFreelancer, Sample.agency))],
                net: 100_00, vat: 19_00),
            Case(
                name: "no freelancer", lines: [RawLine(roles: (3, 2))], net: 100_00, vat: 19_00),
            Case(
                name: "two agencies", lines: [RawLine(roles: (2, 2))], net: 100_00, vat: 19_00),
            Case(name: "no net", lines: [RawLine(net: 0)], net: 0, vat: 119_00),
            Case(
                name: "sums that do not fit",
                lines: [
                    RawLine(net: .max, gross: .max), RawLine(net: .max, gross: .max),
                ],
                net: .max, vat: .max),
            Case(
                name: "a part below the least number",
                lines: [RawLine(gross: .min, freelancerGross: .max)], net: 100_00, vat: 19_00),
        ])
    func amounts(_ example: Case) {
        #expect(throws: RecordError.field("invoice amounts")) { try Self.read(example) }
    }

    @Test("a statement number below zero is none, so that its record reads back")
    func statementNumber() throws {
        let statement = StatementFact(
            bank: Sample.bank,
            BankStatement(
                account: try IBAN("DE89370400440532013000"), id: "S-1", number: -5,
                opening: Sample.euros(0), openingDay: Sample.day, closing: Sample.euros(0),
                closingDay: Sample.day),
            file: [])
        var vault = Vault()
        let bytes = vault.body { Fact.statement(statement).write(to: &$0) }
        var reader = vault.reader(bytes)

        #expect(statement.number == nil)
        #expect(try Fact(.statement, from: &reader) == .statement(statement))
    }

    @Test("a payout of nothing, or of more than fits, is refused")
    func payouts() {
        for (amounts, error) in [
            ([], RecordError.field("parts")), ([0], .field("amount")),
            ([UInt64(Int64.max), 1], .field("amount")), ([1 << 63], .field("integer")),
        ] as [([UInt64], RecordError)] {
            var vault = Vault()
            let bytes = vault.body { record in
                for value in [49, 10, 1, 10, 2110, 2] { record.unsigned(UInt64(value)) }
                record.text("EUR")
                record.unsigned(UInt64(amounts.count))
                for amount in amounts {
                    record.signed(Sample.line.sequence)
                    record.unsigned(amount)
                }
            }
            #expect(throws: error) {
                var reader = vault.reader(bytes)
                _ = try Fact(.payout, from: &reader)
            }
        }
    }
}
