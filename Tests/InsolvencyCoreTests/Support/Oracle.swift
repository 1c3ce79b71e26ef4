import Foundation
import Testing

/// A reference case that independent libraries computed: what goes in, what must come out, and how
/// closely.
struct Oracle: Decodable, Sendable, CustomTestStringConvertible {
    let id: String
    let method: String
    let inputs: JSON
    let expected: JSON
    let tolerance: Tolerance
    let published: JSON?

    struct Tolerance: Decodable, Sendable {
        let kind: String
        let value: Double

        func allows(_ expected: Double, _ actual: Double) -> Bool {
            let error = abs(actual - expected)
            return error <= (kind == "rel" ? value * abs(expected) : value)
        }
    }

    var testDescription: String { id }

    static func load() throws -> [Oracle] {
        struct File: Decodable { let cases: [Oracle] }
        let path = try #require(
            Bundle.module.path(forResource: "simulation", ofType: "json", inDirectory: "Oracles"))
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try JSONDecoder().decode(File.self, from: data).cases
    }

    /// All cases; a test sees to it that the file could be read.
    static let all = (try? load()) ?? []
}
