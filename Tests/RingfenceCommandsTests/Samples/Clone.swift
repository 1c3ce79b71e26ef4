import Foundation

/// The files of the clone that the tests were built from.
enum Clone {
    static let sample = "samples/01-agency-failure-2013"

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// This file lies four folders below the clone's own.
    static let root = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
        url.deletingLastPathComponent()
    }
}
