import EscrowTestSupport
import MoneyCore
import Testing

@Suite("Ids")
struct IDTests {
    enum Plan: Identified { static let idPrefix = "PO" }
    enum Party: Identified { static let idPrefix = "P" }

    static let book = BookID(rawValue: 0xFF_FFFF_FFFF)

    @Test("name kind, book and sequence outside the book")
    func text() {
        let id = ID<Plan>(sequence: 1 + 36 * 10)

        #expect(Self.book.description == "E13WU1OF")
        #expect(BookID(rawValue: 35).description == "0000000Z")
        #expect(BookID(rawValue: 1 << 40).description == "00000000")
        #expect(id.text(in: BookID(rawValue: 35)) == "PO-0000000Z-A1")
        #expect(id.description == "PO-361")
    }

    @Test("are read back in their own book and as their own kind only", arguments: UInt64(1)...50)
    func roundTrip(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let id = ID<Plan>(sequence: .random(in: 1 ... .max, using: &random))
        let text = id.text(in: Self.book)

        #expect(ID<Plan>(text, in: Self.book) == id)
        #expect(ID<Plan>(text, in: BookID(rawValue: 1)) == nil)
        #expect(ID<Party>(text, in: Self.book) == nil)
    }

    @Test(
        "have one text only",
        arguments: [
            "PO-0000000Z-+A1", "PO-0000000Z-0A1", "PO-0000000Z-a1", "PO-0000000Z-0", "PO-0000000Z-",
            "PO-0000000Z--A1", "PO-0000000Z", "PO-0000000Z-A1-", "",
        ])
    func canonical(text: String) {
        #expect(ID<Plan>(text, in: BookID(rawValue: 35)) == nil)
    }

    @Test("order by sequence")
    func order() {
        #expect(ID<Plan>(sequence: 2) < ID<Plan>(sequence: 10))
    }
}
