import Foundation
import Testing

@Suite("The demo")
struct DemoTests {
    @Test("runs the sample from nothing and says where everything lies")
    func wholeWay() async throws {
        try await CommandFolder.use { folder in
            let sample = Clone.root.appendingPathComponent(Clone.sample).path
            let shown = try folder.done(["demo", "--sample", sample])
            let table = try Clone.text("\(Clone.sample)/expected/simulation.txt")
            #expect(shown.contains(table))
            #expect(shown.contains("The book is sound: "))

            let places = Self.places(in: shown)
            #expect(
                places.keys.sorted()
                    == ["book", "every command", "journal", "payment files", "simulation"])
            let files = FileManager.default
            for place in places.values { #expect(files.fileExists(atPath: place), "\(place)") }
            let journal = try #require(places["journal"])
            #expect(
                try String(contentsOfFile: journal, encoding: .utf8)
                    == Clone.text("\(Clone.sample)/expected/journal.hledger"))
            try files.removeItem(
                at: URL(fileURLWithPath: journal).deletingLastPathComponent())
        }
    }

    @Test("refuses a folder that is no sample")
    func noSample() async throws {
        try await CommandFolder.use { folder in
            let run = try folder.run(["demo", "--sample", folder.path])
            #expect(run.status == 1)
            #expect(run.output == "")
            #expect(
                run.refusal == """
                    error: \(folder.path) is no sample: it has no run.sh
                    hint: name a folder such as samples/01-agency-failure-2013
                    """)
        }
    }

    @Test("says where it stopped when the sample fails")
    func failing() async throws {
        try await CommandFolder.use { folder in
            _ = try folder.write("run.sh", "exit 3\n")
            let run = try folder.run(["demo", "--sample", folder.path])
            #expect(run.status == 1)
            #expect(
                run.refusal.hasPrefix(
                    "error: the sample \(folder.path) did not run to its end\nhint: what it wrote"))
            if let out = run.refusal.split(separator: " ").last {
                try FileManager.default.removeItem(atPath: String(out))
            }
        }
    }

    /// The places below the last heading, by their names.
    private static func places(in shown: String) -> [String: String] {
        var places: [String: String] = [:]
        for line in shown.components(separatedBy: "== Where everything lies\n").last?
            .split(separator: "\n") ?? []
        {
            guard let slash = line.firstIndex(of: "/") else { continue }
            places[line[..<slash].trimmingCharacters(in: .whitespaces)] = String(line[slash...])
        }
        return places
    }
}
