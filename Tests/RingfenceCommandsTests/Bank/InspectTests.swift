import Foundation
import Testing

@Suite("Bank files shown without a book")
struct InspectTests {
    @Test("the page of the specification shows what the command answers")
    func documented() async throws {
        let page = try Clone.text("docs/spec/bank-inspect.md")
        let blocks = page.components(separatedBy: "```").enumerated()
            .filter { $0.offset % 2 == 1 }.map(\.element)
        let file = try #require(blocks.first { $0.hasPrefix("xml\n") }).dropFirst(4)
        let answer = try #require(blocks.first { $0.hasPrefix("json\n") }).dropFirst(5)
        try await CommandFolder.use { folder in
            _ = try folder.write("day.xml", String(file))
            let run = try folder.run(
                ["bank", "inspect", "day.xml", "--format", "json"], hasBook: false)
            #expect(run.status == 0 && run.errors == "")
            let found = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
            let expected = try JSONSerialization.jsonObject(with: Data(answer.utf8))
            #expect((found as? NSDictionary) == (expected as? NSDictionary), "\(run.output)")
        }
    }

    @Test("standard input and many files, in every form; a broken one is named, and ends in 1")
    func manyFiles() async throws {
        try await CommandFolder.use { folder in
            let one = try folder.write("one.xml", BankText(lines: [.paid]).file)
            let broken = try folder.write("broken.xml", "<Document>")
            let text = BankText(number: 2, openingCents: 10_00, lines: [.unknown]).file
            for format in ["json", "csv", "text", "table"] {
                let run = try folder.run(
                    ["bank", "inspect", one, broken, "-", "--format", format], input: text,
                    hasBook: false)
                #expect(run.status == 1)
                #expect(run.errors.contains("broken.xml, line 1"))
                #expect(run.output.contains("B-1") && run.output.contains("B-2"))
            }
            let csv = try folder.run(
                ["bank", "inspect", one, "-", "--format", "csv"], input: text, hasBook: false)
            #expect(csv.status == 0)
            #expect(csv.output.split(separator: "\r\n").count == 3)
            let json = try folder.run(
                ["bank", "inspect", one, broken, "-", "--format", "json"], input: text,
                hasBook: false)
            let root = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
            let files = try #require((root as? [String: Any])?["files"] as? [[String: Any]])
            #expect(files.count == 3)
            #expect(files[1]["error"] is String && files[0]["error"] is NSNull)
        }
    }

    @Test("an MT940 file is imported like a camt.053 file, and only once in either form")
    func importsMT940() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let path = try folder.write(
                "day.sta",
                """
                :20:STARTUMSE
                :25:\(CommandFolder.trustIBAN)
                :28C:1/1
                :60F:C130131EUR0,
                :61:1302010201C10,NTRFNONREF//B-1
                :86:166?20SVWZ+\(CommandFolder.invoiceReference)?32client C-01
                :62F:C130201EUR10,
                -

                """)
            let first = try folder.done(["bank", "import", path], as: "clerk")
            #expect(first.contains("posted 1 line"), "\(first)")
            let again = try folder.run(
                ["bank", "import", "-"], as: "clerk", input: BankText(lines: [.paid]).file)
            #expect(again.output.contains("posted 0 lines, 1 known already"), "\(again)")
        }
    }
}
