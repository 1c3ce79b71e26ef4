import Foundation

/// Books as examples leave them, each made once: an example that goes on from another begins with a
/// copy.
actor EventBooks {
    static let shared = EventBooks()

    private var books: [String?: Task<Kept, any Error>] = [:]

    /// A folder's files, and how far its book is.
    struct Kept: Sendable {
        let files: [String: Data]
        let progress: EventBook.Progress
    }

    /// The book that an example leaves, or that all begin with, in a folder of one's own.
    func book(after name: String?, in folder: CommandFolder) async throws -> EventBook {
        try EventBook(try await kept(name), in: folder)
    }

    private func kept(_ name: String?) async throws -> Kept {
        if let made = books[name] { return try await made.value }
        let making = Task { try await make(name) }
        books[name] = making
        return try await making.value
    }

    private nonisolated func make(_ name: String?) async throws -> Kept {
        try await CommandFolder.use { folder in
            guard let name else { return try EventBook(folder).kept() }
            guard let example = try EventExample.all().first(where: { $0.name == name }) else {
                throw EventExample.Malformed(text: "no example \(name)")
            }
            var book = try await self.book(after: example.from, in: folder)
            for step in example.steps { try await book.run(step) }
            return try book.kept()
        }
    }
}
