import Foundation

/// Lends an empty folder, and removes it with all that is in it.
package func withTemporaryFolder<Answer>(
    _ body: (String) async throws -> Answer
) async throws -> Answer {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "ringfence-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}
