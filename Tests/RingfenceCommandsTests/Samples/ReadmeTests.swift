import Foundation
import Testing

@Suite("What the README and the sample promise")
struct ReadmeTests {
    @Test("the first screen shows five commands as the sample answers them")
    func firstScreen() throws {
        let readme = try Clone.text("README.md")
        let session = try Clone.text("\(Clone.sample)/expected/session.txt")
        let screen = try #require(readme.components(separatedBy: "\n## ").first)
        let blocks = screen.components(separatedBy: "```console\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }
        #expect(blocks.joined().split(separator: "\n").count { $0.hasPrefix("$ ") } == 5)
        // Three points stand for lines that are left away.
        var rest = session[...]
        for piece in blocks.flatMap({ $0.components(separatedBy: "...\n") }) {
            let found = try #require(rest.range(of: piece), "the sample does not answer:\n\(piece)")
            rest = rest[found.upperBound...]
        }
    }

    @Test(
        "freelancer F-01 has 41,888.00 at stake, of it 15,232.00 in the trust under (d)",
        arguments: [
            "standard,freelancer,F-01,exposure,,41888.00",
            "standard,freelancer,F-01,inTrust,,0.00",
            "trust,freelancer,F-01,exposure,,41888.00",
            "trust,freelancer,F-01,inTrust,,15232.00",
            "trust,freelancer,F-01,withClient,,26656.00",
        ])
    func figures(row: String) throws {
        let rows = try Clone.text("\(Clone.sample)/expected/simulation-F-01.csv")
            .split(whereSeparator: \.isNewline).map(String.init)
        #expect(rows.contains(row))
    }
}
