package import Evidence

/// What a check of the whole book found.
package struct CheckReport: Sendable {
    package let size: Int64
    package let root: Digest
    package let isSample: Bool
    package let findings: [Finding]
    package let filesChecked: Int
    /// Whether an earlier head was compared.
    package let comparedEarlierHead: Bool

    /// Something that is not as it must be.
    package struct Finding: Hashable, Sendable {
        /// The record it is about, where there is one.
        package let record: Int64?
        package let text: String
    }

    package var isClean: Bool { findings.isEmpty }
}

/// A head that somebody kept: how many records there were, and what committed to them.
package struct EarlierHead: Hashable, Sendable {
    package let size: Int64
    package let root: Digest

    package init(size: Int64, root: Digest) {
        self.size = size
        self.root = root
    }

    /// Reads `SIZE:ROOT` as `ringfence head` prints it.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let size = Int64(parts[0]), size > 0,
            let root = Digest(hex: parts[1])
        else { return nil }
        self.init(size: size, root: root)
    }
}

/// Findings so far, bounded: a book that is broken everywhere says so without end.
struct Findings: Sendable {
    private(set) var list: [CheckReport.Finding] = []
    private(set) var dropped = 0
    static let max = 200

    mutating func add(_ record: Int64?, _ text: String) {
        guard list.count < Self.max else {
            dropped += 1
            return
        }
        list.append(CheckReport.Finding(record: record, text: text))
    }

    var all: [CheckReport.Finding] {
        guard dropped > 0 else { return list }
        return list + [CheckReport.Finding(record: nil, text: "and \(dropped) more findings")]
    }
}
