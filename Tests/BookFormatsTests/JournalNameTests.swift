import BookFormats
import EscrowTestSupport
import LedgerCore
import Testing

@Suite("Names that both programs read")
struct JournalNameTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let safe: String
        var testDescription: String { text.debugDescription }
    }

    @Test(
        "What could end a name early is written as its bytes",
        arguments: [
            Case(text: "F-01", safe: "F-01"),
            Case(text: "north 2 & sons' b.v./x_y+z", safe: "north 2 & sons' b.v./x_y+z"),
            Case(text: "a  b", safe: "a%20%20b"),
            Case(text: " a ", safe: "%20a%20"),
            Case(text: "a\tb\nc", safe: "a%09b%0Ac"),
            Case(text: "a;b:c,d", safe: "a%3Bb%3Ac%2Cd"),
            Case(text: "100%", safe: "100%25"),
            Case(text: "ä", safe: "%C3%A4"),
            Case(text: "", safe: "%"),
        ])
    func safe(_ example: Case) {
        #expect(JournalName.safe(example.text) == example.safe)
    }

    @Test("Different texts stay different", arguments: UInt64(1)...50)
    func injective(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let letters: [Character] = ["a", " ", "%", "2", "0", "5", ";"]
        var texts: Set<String> = []
        for length in 0..<6 {
            for _ in 0..<50 {
                texts.insert(
                    String((0..<length).map { _ in letters.randomElement(using: &random) ?? "a" }))
            }
        }
        #expect(Set(texts.map(JournalName.safe)).count == texts.count)
    }

    @Test("Every account has a name of its own, and a colon only between its levels")
    func accounts() {
        let names = Account.allCases.map { JournalName.account($0, owner: "F-01") }
        #expect(Set(names).count == Account.allCases.count)
        for name in names {
            #expect(name.split(separator: ":", omittingEmptySubsequences: false).count == 3)
            #expect(!name.contains("  ") && !name.contains(";"))
        }
        #expect(
            JournalName.account(.dueFromAgencyFee, owner: nil)
                == "Assets:1100 Due from agency - fee, unexplained debit")
    }
}
