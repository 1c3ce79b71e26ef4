import Foundation
import Testing

@Suite("Simulation with chance, exposure and a freelancer's page, as commands")
struct ChanceCommandTests {
    private static let schemas = Clone.root.appendingPathComponent("docs/schemas")
    private static let caseFile = schemas.appendingPathComponent("case.example.yaml").path

    /// A scenario that draws all that can be drawn.
    private static func scenario(_ numbers: String) -> String {
        """
        avoidance: { illiquidSince: 2013-01-01, knownSince: 2013-02-01 }
        clients: { default: { defaultProbability: 10, lossGivenDefault: 60 } }
        chance: { disputed: 20, lost: 30, challenged: 50 }
        paths: { count: 4096, seed: 7, numbers: \(numbers), cashDays: [30, 365, 1825] }
        """
    }

    @Test(
        "the bytes are the same with one and two threads", arguments: ["pseudo-random", "sobol"],
        ["text", "json", "csv"])
    func threads(numbers: String, format: String) async throws {
        try await CommandFolder.use { folder in
            let path = try folder.write("s.yaml", Self.scenario(numbers))
            let outputs = try ["1", "2"].map { threads in
                try folder.done([
                    "simulate", path, "--case", Self.caseFile, "--threads", threads, "--format",
                    format,
                ])
            }
            #expect(outputs[0] == outputs[1])
            #expect(!outputs[0].isEmpty)
            let other = try folder.done([
                "simulate", path, "--case", Self.caseFile, "--seed", "8", "--format", format,
            ])
            #expect(outputs[0] != other)
        }
    }

    @Test("one screen shows the models side by side with their standard errors")
    func screen() async throws {
        try await CommandFolder.use { folder in
            let path = try folder.write("s.yaml", Self.scenario("sobol"))
            let text = try folder.done(["simulate", path, "--case", Self.caseFile])
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count <= 51)
            #expect(lines.allSatisfy { $0.count <= 100 })
            for words in [
                "4096 paths, Sobol in 16 scramblings, seed 7", "(a) standard", "(d) trust",
                "Expected loss", "  standard error", "Value at risk 99 %",
                "Expected shortfall 95 %", "Nothing lost",
            ] {
                #expect(text.contains(words), "\(words)")
            }
        }
    }

    @Test("the answer repeats every setting with its source, the program and the head")
    func echo() async throws {
        try await CommandFolder.use { folder in
            let path = try folder.write(
                "s.yaml", "quota: { value: 5.4, source: IfM Bonn }\npaths: { count: 64, seed: 3 }\n"
            )
            let text = try folder.done([
                "simulate", path, "--case", Self.caseFile, "--format", "csv",
            ])
            for row in [
                ",outcome,,program,,ringfence ", ",outcome,,jurisdiction,,DE",
                ",outcome,,headSize,,0", ",assumption,quota,value,,5.4 %",
                ",assumption,quota,source,,IfM Bonn", ",assumption,paths.seed,value,,3",
                ",assumption,chance.years,value,,", "standard,chance loss,,mean,,",
                ",tracing,inso-47,found,,",
            ] {
                #expect(text.contains(row), "\(row)")
            }
            #expect(!text.contains("threads"))
        }
    }

    @Test("outputs choose the parts of JSON and CSV")
    func outputs() async throws {
        try await CommandFolder.use { folder in
            let path = try folder.write("s.yaml", "outputs: [grades]\n")
            for format in ["json", "csv"] {
                let text = try folder.done([
                    "simulate", path, "--case", Self.caseFile, "--format", format,
                ])
                #expect(!text.contains("chance") && !text.contains("assumption"))
                #expect(!text.contains("waterfall") || format == "csv")
                #expect(text.contains("G3"))
            }
        }
    }

    @Test("a bad file is refused with its line before any book is asked for")
    func refused() async throws {
        try await CommandFolder.use { folder in
            let path = try folder.write("s.yaml", "quota: 6.1\nchance:\n  lost: 120\n")
            let run = try folder.run(["simulate", path, "--case", Self.caseFile], hasBook: false)
            #expect(run.status == 1)
            #expect(
                run.refusal == """
                    error: s.yaml:3:9: chance.lost is "120".
                    hint: Write a number from 0 to 100.
                    """)
        }
    }

    @Test("a freelancer's page says what is mine, where it is and what I would keep")
    func page() async throws {
        try await CommandFolder.use { folder in
            let text = try folder.done([
                "simulate", "--case", Self.caseFile, "--freelancer", "F-01", "--paths", "64",
            ])
            for words in [
                "F-01: if the agency files on 2013-03-22", "What is mine, and where it is",
                "invoice R-2013-01", "15,232.00", "What I would keep", "Expected loss",
            ] {
                #expect(text.contains(words), "\(words)")
            }
            let unknown = try folder.run([
                "simulate", "--case", Self.caseFile, "--freelancer", "F-09",
            ])
            #expect(unknown.status == 1)
            #expect(unknown.refusal.hasPrefix("error: there is no freelancer F-09"))
        }
    }

    @Test("exposure answers for a book of a month, in every form")
    func exposure() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let text = try folder.done(["exposure"])
            #expect(text.contains("Worst day") && text.contains("One month's pay"))
            let csv = try folder.done(["exposure", "--freelancer", "F-01", "--format", "csv"])
            #expect(csv.hasPrefix("day,who,model,figure,value\r\n"))
            let json = try folder.done(["exposure", "--format", "json"])
            #expect(json.contains("\"lossByDay\""))
            let unknown = try folder.run(["exposure", "--freelancer", "F-09"])
            #expect(unknown.status == 1)
        }
    }
}
