import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("A day's sales under two prices (sales.md)")
struct SalesDayTests {
    static let producer = PartyID(sequence: 30)
    static let seven = Share(7, over: 100) ?? .zero

    private static func sale(
        _ units: Int64, base: Int64 = 5_00, premium: Int64 = 50, product: String = "milk",
        producer: PartyID = producer
    ) -> Sale {
        Sale(
            product: product, units: units, basePrice: Money(minor: base, .eur),
            premium: Money(minor: premium, .eur), producer: producer)
    }

    private static func day(
        _ sales: [Sale], _ terms: PremiumTerms = .passThrough
    ) throws(SalesError) -> SalesDay {
        try SalesDay.issue(
            SalesHeading(
                number: "SALES-2026-0001", client: Sample.client, bank: Sample.bank,
                day: Sample.day, file: []), sales, premium: terms, release: .onReceipt)
    }

    @Test("O21: 1,000 units at 5.00 and 0.50 give 500.00, passed through whole")
    func passThrough() throws {
        let day = try Self.day([Self.sale(1_000)])
        let line = try #require(day.lines.first)
        #expect(line.base.minor == 5_000_00)
        #expect((line.premium.minor, line.vat.minor) == (500_00, 0))
        #expect(line.part.gross.minor == 500_00)
        #expect(line.part.role == .producer)
    }

    @Test(
        "O21: as consideration at 7 % it is 467.29 and 32.71 VAT",
        arguments: [(AmountBasis.gross, Int64(500_00)), (.net, 467_29)])
    func consideration(basis: AmountBasis, passedOn: Int64) throws {
        let day = try Self.day(
            [Self.sale(1_000)], .consideration(Self.seven, passesOn: basis))
        let line = try #require(day.lines.first)
        #expect(line.vat.minor == 32_71)
        #expect(line.part.net.minor == 467_29)
        #expect(line.part.gross.minor == passedOn)
        #expect(day.total.minor == passedOn)
    }

    @Test("O21: a failed shop's own till keeps 30.50 of it for the producer, the trust all of it")
    func shopFails() throws {
        let day = try Self.day([Self.sale(1_000)])
        let quota = try #require(Share(61, over: 1000))
        #expect(try day.total.times(quota).minor == 30_50)
        #expect(day.total.minor == 500_00)
        // Of the shop's takings, 5,500.00 with the premium and 5,000.00 without.
        #expect(day.lines.reduce(0) { $0 + $1.base.minor } == 5_000_00)
    }

    @Test("what came back is taken off; without premium nothing is expected")
    func returns() throws {
        let day = try Self.day([
            Self.sale(10), Self.sale(-3), Self.sale(4, premium: 0, product: "bread"),
            Self.sale(2, premium: 20, product: "cheese"),
        ])
        #expect(day.lines.map(\.product) == ["milk", "cheese"])
        #expect(day.lines.map(\.units) == [7, 2])
        #expect(day.lines.map(\.part.gross.minor) == [3_50, 40])
    }

    @Test("J28: the shop owes, the producer expects")
    func entry() throws {
        let day = try Self.day([Self.sale(1_000)])
        let entry = try Entry.expectation(day, id: Sample.invoice)
        #expect(entry.event == .premiumSale)
        #expect(
            entry.drawn == [
                "Dr 9000 of \(Sample.client.sequence) line 1: 50000",
                "Cr 9120 of 30 line 1: 50000",
            ])
    }

    @Test("what cannot be is refused")
    func refused() {
        #expect(throws: SalesError.nothingSold) { try Self.day([]) }
        #expect(throws: SalesError.nothingSold) { try Self.day([Self.sale(1, premium: 0)]) }
        #expect(throws: SalesError.nothingSold) { try Self.day([Self.sale(2), Self.sale(-2)]) }
        #expect(throws: SalesError.overflow) { try Self.day([Self.sale(.max)]) }
        #expect(throws: SalesError.overflow) {
            try Self.day([
                Self.sale(1, base: 1, premium: .max),
                Self.sale(-1, base: 1, premium: .max, product: "cheese"),
            ])
        }
    }

    @Test(
        "more that came back than was sold is a line below zero, which lets nobody expect anything")
    func belowZero() throws {
        let day = try Self.day([Self.sale(10), Self.sale(-4, premium: 75, product: "cheese")])
        #expect(day.lines.map(\.part.gross.minor) == [5_00, -3_00])
        #expect((day.total.minor, day.returned.minor, day.net.minor) == (5_00, 3_00, 2_00))
        #expect(day.billed.lines.map { $0.parts.map(\.gross.minor) } == [[5_00], [0]])
        let entry = try Entry.expectation(day, id: Sample.invoice)
        #expect(entry.lines.map(\.minor) == [5_00, 5_00])
    }

    @Test("VAT of what came back is rounded once, as that of what was sold")
    func vatBack() throws {
        let day = try Self.day(
            [Self.sale(1_000), Self.sale(-1_000, product: "cheese")],
            .consideration(Self.seven, passesOn: .net))
        #expect(day.lines.map(\.vat.minor) == [32_71, -32_71])
        #expect(day.lines.map(\.part.gross.minor) == [467_29, -467_29])
        #expect(day.net.minor == 0)
        var vault = Vault()
        let bytes = vault.body { Fact.sale(day).write(to: &$0) }
        var reader = vault.reader(bytes)
        #expect(try Fact(.sale, from: &reader) == .sale(day))
    }

    @Test(
        "the premium of all lines is that of all rows, and its VAT is rounded once",
        arguments: UInt64(1)...50)
    func conserves(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let sales = (0..<Int.random(in: 1...200, using: &random)).map { _ in
            Self.sale(
                .random(in: 1...9, using: &random), premium: .random(in: 0...90, using: &random),
                product: "product \(Int.random(in: 1...9, using: &random))",
                producer: PartyID(sequence: .random(in: 30...33, using: &random)))
        }
        let premium = sales.reduce(0) { $0 + $1.units * $1.premium.minor }
        guard premium > 0 else { return }
        let through = try Self.day(sales)
        let net = try Self.day(sales, .consideration(Self.seven, passesOn: .net))
        #expect(through.total.minor == premium)
        let vat = net.lines.reduce(0) { $0 + $1.vat.minor }
        let exact = try Money(minor: premium, .eur).times(Share(7, over: 107) ?? .zero)
        // A line whose premium is all VAT expects nothing and is left out; there is none here.
        #expect(vat == exact.minor)
        #expect(net.total.minor == premium - vat)
    }

    @Test("what it says reads back, and a part of nothing is refused")
    func record() throws {
        let day = try Self.day(
            [Self.sale(1_000), Self.sale(3, product: "cheese")],
            .consideration(Self.seven, passesOn: .net))
        var vault = Vault()
        let bytes = vault.body { Fact.sale(day).write(to: &$0) }
        var reader = vault.reader(bytes)
        #expect(try Fact(.sale, from: &reader) == .sale(day))
    }
}
