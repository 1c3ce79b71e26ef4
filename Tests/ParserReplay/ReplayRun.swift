import EscrowTestSupport
import Foundation
import ParserTargets

/// Broken files for one parser, and what became of them.
struct ReplayRun {
    private let target: ParserTarget
    private let originals: [(name: String, bytes: [UInt8])]
    private(set) var read = 0
    private(set) var refused = 0
    /// The most memory that the process had so far, in KiB.
    private(set) var peak = 0

    init(_ target: ParserTarget, clone: String) throws {
        self.target = target
        var originals: [(name: String, bytes: [UInt8])] = []
        for seeds in target.seeds {
            let folder = "\(clone)/\(seeds.folder)"
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            for name in names.sorted() where seeds.endings.contains(where: name.hasSuffix) {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
                originals.append((name, [UInt8](bytes)))
            }
        }
        guard !originals.isEmpty else {
            throw BrokenParser(description: "there is no seed of \(target)")
        }
        self.originals = originals
        peak = Self.memory
        // What is built up once, by the first file, is no memory of any file.
        for original in originals.prefix(1) { _ = try target.read(original.bytes) }
        peak = Self.memory
    }

    /// Every seed cut at every byte, and whole: some seed must be read.
    mutating func cut() throws {
        for original in originals {
            for length in 0..<original.bytes.count {
                try give(Array(original.bytes[..<length]), "\(original.name) cut to \(length)")
            }
        }
        let before = read
        for original in originals { try give(original.bytes, original.name) }
        guard read > before else { throw BrokenParser(description: "no seed is read") }
    }

    /// So many files with flipped, lost, doubled and huge parts; some must be refused.
    mutating func change(_ count: Int) throws {
        for number in 1...count {
            var random = SeededRandom(seed: UInt64(number))
            guard let original = originals.randomElement(using: &random) else { return }
            var mutation = Mutation(original.bytes, target, random)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                mutation.change(mayGrow: number % 200 == 0)
            }
            try give(mutation.bytes, "seed \(number) of \(original.name)")
        }
        guard refused > 0 else { throw BrokenParser(description: "nothing was refused") }
    }

    /// What is nested or goes on without end, alone and inside of a seed.
    mutating func extremes() throws {
        for opening in target.openings {
            for count in [100, 100_000] {
                let text = Array(String(repeating: opening, count: count).utf8)
                try give(text, "\(count) times \(opening)")
                for original in originals.prefix(Self.extremeSeeds) {
                    let middle = original.bytes.count / 2
                    try give(
                        original.bytes[..<middle] + text + original.bytes[middle...],
                        "\(original.name) with \(count) times \(opening)")
                }
            }
        }
        for byte in Array("x0 \u{0}\"".utf8) {
            for original in originals.prefix(Self.extremeSeeds) {
                let middle = original.bytes.count / 2
                try give(
                    original.bytes[..<middle] + [UInt8](repeating: byte, count: 1 << 20)
                        + original.bytes[middle...], "\(original.name) with 1 MiB of \(byte)")
            }
        }
    }

    private mutating func give(_ bytes: [UInt8], _ name: String) throws {
        do {
            if try target.read(bytes) { read += 1 } else { refused += 1 }
        } catch {
            throw BrokenParser(description: "\(name): \(error)")
        }
        let before = peak
        peak = max(peak, Self.memory)
        // Memory is in proportion to the file: what is unpacked has a limit of its own.
        let allowed = Self.spare + Self.factor * bytes.count / 1_024
        guard peak - before <= allowed else {
            throw BrokenParser(
                description:
                    "\(name): \(bytes.count) bytes took \((peak - before) / 1_024) MiB more")
        }
    }

    private static let extremeSeeds = 4
    /// In KiB, and times the size of the file.
    private static let spare = 64 << 10
    private static let factor = 64

    private static var memory: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }
}
