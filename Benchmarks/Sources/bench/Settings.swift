import Foundation

/// What the environment can change, with what holds otherwise.
struct Settings: Sendable {
    /// RINGFENCE_BENCH_FOLDER: where books are made; it should be on a disk, not in memory.
    let folder: URL
    /// RINGFENCE_BENCH_ROUNDS: how often each side runs, in turn.
    let rounds: Int
    /// RINGFENCE_BENCH_INVOICES: the invoices of the posting benchmark in large batches.
    let invoices: Int
    /// RINGFENCE_BENCH_BATCHES: entries in a batch, such as `8000,100,1`.
    let batches: [Int]
    /// RINGFENCE_BENCH_ENGAGEMENTS: the engagements of the month end.
    let engagements: Int
    /// RINGFENCE_BENCH_LARGE: the invoices of the larger book that is asked questions.
    let large: Int
    /// RINGFENCE_BENCH_CHECKED: the invoices of the book that is checked.
    let checked: Int
    /// RINGFENCE_BENCH_CAMT: mebibytes of the bank files, such as `50,500`.
    let megabytes: [Int]
    /// RINGFENCE_BENCH_OPEN, RINGFENCE_BENCH_RECEIPTS: the open invoices and the receipts that are to find
    /// theirs.
    let open: Int
    let receipts: Int
    /// RINGFENCE_BENCH_BINARY: the program whose start-up is measured.
    let binary: String

    init(_ environment: [String: String]) {
        func number(_ name: String, _ usual: Int) -> Int {
            environment["RINGFENCE_BENCH_\(name)"].flatMap { Int($0) }.map { max(1, $0) } ?? usual
        }
        let house = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../..").standardizedFileURL
        folder =
            environment["RINGFENCE_BENCH_FOLDER"].map { URL(fileURLWithPath: $0) }
            ?? house.appendingPathComponent(".build")
        rounds = number("ROUNDS", 5)
        invoices = number("INVOICES", 100_000)
        batches = (environment["RINGFENCE_BENCH_BATCHES"] ?? "8000,100,1").split(separator: ",")
            .compactMap { Int($0) }
        engagements = number("ENGAGEMENTS", 100_000)
        large = number("LARGE", 1_000_000)
        checked = number("CHECKED", 20_000)
        megabytes = (environment["RINGFENCE_BENCH_CAMT"] ?? "50,500").split(separator: ",")
            .compactMap { Int($0) }
        open = number("OPEN", 50_000)
        receipts = number("RECEIPTS", 100_000)
        binary =
            environment["RINGFENCE_BENCH_BINARY"]
            ?? house.appendingPathComponent("../.build/release/ringfence").standardizedFileURL.path
    }
}

/// A folder for the books of one part, removed in the end.
struct Workshop {
    let folder: URL

    init(_ part: String, in parent: URL) throws {
        folder = parent.appendingPathComponent("bench-\(part)-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// Copies a closed book; what was there under the name goes.
    func copy(_ from: String, to name: String) throws -> String {
        let target = path(name)
        for file in [target, target + "-wal", target + "-shm"] {
            try? FileManager.default.removeItem(atPath: file)
        }
        try FileManager.default.copyItem(atPath: from, toPath: target)
        return target
    }

    func bytes(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    func clear() { try? FileManager.default.removeItem(at: folder) }
}

/// Why a benchmark stops.
enum BenchError: Error {
    case limit(String)
    case answer(String)
}

/// Says on the error output what is going on.
func progress(_ text: String) {
    FileHandle.standardError.write(Data("bench: \(text)\n".utf8))
}
