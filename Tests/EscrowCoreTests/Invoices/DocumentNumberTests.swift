import EscrowCore
import EscrowTestSupport
import Testing

/// docs/spec/invoice.md#number.
@Suite("Numbers of documents")
struct DocumentNumberTests {
    @Test(
        "four digits, and more where four do not suffice",
        arguments: [(1, "2013-0001"), (9_999, "2013-9999"), (10_000, "2013-10000")])
    func text(_ counter: Int, _ number: String) {
        #expect(DocumentNumber.text("2013-", counter) == number)
    }

    @Test("in a list digits stand by what they count")
    func order() {
        let sorted = [
            "", "2012-10000", "2013-0001", "2013-1000", "2013-9999", "2013-10000", "2013-10000a",
            "GS-2013-9999", "GS-2013-10000", "R1", "R01", "R2", "R2-1",
        ]
        // R01 and R1 count the same, and stand by their text.
        let expected = sorted.map { $0 == "R1" ? "R01" : $0 == "R01" ? "R1" : $0 }
        #expect(sorted.shuffled().sorted(by: DocumentNumber.precedes) == expected)
    }

    @Test("it is an order: never both ways, and equal for nothing else", arguments: UInt64(1)...50)
    func laws(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let signs = Array("019-aZ")
        let texts = (0..<30).map { _ in
            String(
                (0..<Int.random(in: 0...5, using: &random)).map { _ in
                    signs[Int.random(in: 0..<signs.count, using: &random)]
                })
        }
        for one in texts {
            for other in texts {
                let (before, behind) = (
                    DocumentNumber.precedes(one, other), DocumentNumber.precedes(other, one)
                )
                #expect(!(before && behind))
                #expect((one == other) == (!before && !behind), "\(one), \(other)")
                for third in texts where before && DocumentNumber.precedes(other, third) {
                    #expect(DocumentNumber.precedes(one, third), "\(one), \(other), \(third)")
                }
            }
        }
    }
}
