import EscrowCore
import EscrowEngine
import Evidence
import Foundation
import LedgerCore
import LedgerSQLite
import MoneyCore
import Testing

/// The book in which an example runs, by the built program alone; what became of it is read from the
/// log.
struct EventBook {
    let folder: CommandFolder
    private var progress = Progress()

    /// How far the book is: what the next step's time and the next statement follow from.
    struct Progress: Sendable {
        fileprivate var minute = 0
        fileprivate var statements = 0
        fileprivate var openingCents: [String: Int] = [:]
    }

    static let accounts = [
        "A-01": "DE02120300000000202051", "C-01": "DE02100500000054540402",
        "F-01": "DE02500105170137075030",
    ]

    /// A book with A-01, C-01, F-01, the engagement E-01 and 160 hours of January.
    init(_ folder: CommandFolder) throws {
        self.folder = folder
        try folder.openBook()
        let parties = [("A-01", "agency"), ("C-01", "client"), ("F-01", "freelancer")]
        let rows = parties.map { code, role in
            "\(code),\(role),\(role) \(code),Weg 1,10115,Berlin,DE,\(Self.accounts[code] ?? ""),DE123456789"
        }
        try folder.done(
            ["party", "import", "-"], as: "clerk",
            input: "code,role,name,street,postcode,city,country,iban,vat-id\n"
                + rows.joined(separator: "\n"))
        try folder.done(
            folder.engagement("E-01", from: "2012-10-01", ["--title": "freelancer"]), as: "clerk")
        let days = (1...20).map { "E-01,2013-01-\($0 < 10 ? "0" : "")\($0),8\n" }
        try folder.done(
            ["hours", "import", "-", "--at", "2013-01-31T08:00:00Z"], as: "clerk",
            input: "engagement,day,hours\n" + days.joined())
    }

    /// A book that an example has left, in the folder that it was copied to.
    init(_ kept: EventBooks.Kept, in folder: CommandFolder) throws {
        (self.folder, progress) = (folder, kept.progress)
        for (name, data) in kept.files {
            try data.write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
        }
    }

    /// The book as it is now.
    func kept() throws -> EventBooks.Kept {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))
        }
        return EventBooks.Kept(files: files, progress: progress)
    }

    mutating func run(_ step: EventExample.Step) async throws {
        if let command = try await command(of: step) {
            try folder.done(command.arguments, as: command.actor)
        }
    }

    /// Who types what; nothing where the step is only a file, which is written.
    mutating func command(
        of step: EventExample.Step
    ) async throws -> (actor: String, arguments: [String])? {
        let (words, time) = try await filled(step)
        if let place = words.prefix(2).firstIndex(of: "ringfence") {
            return (
                place == 0 ? "clerk" : words[0], Array(words[(place + 1)...]) + ["--at", time]
            )
        }
        switch words.first {
        case "bank":
            let path = try bank(Array(words.dropFirst()), step.day)
            return ("clerk", ["bank", "import", path, "--at", time])
        case "file":
            _ = try folder.write(words[1], words.dropFirst(2).map { $0 + "\n" }.joined())
            return nil
        default: throw EventExample.Malformed(text: words.joined(separator: " "))
        }
    }

    /// The step's words with what they name in the log, and its time.
    private mutating func filled(
        _ step: EventExample.Step
    ) async throws -> (words: [String], time: String) {
        progress.minute += 1
        let minute = progress.minute
        let log = try await facts()
        let time =
            "\(step.day)T\(10 + minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60):00Z"
        return (try step.words.map { try Self.filled($0, log) }, time)
    }

    // MARK: The bank

    /// `bank AMOUNT [in IBAN] [kind KIND] [from CODE] [e2e ID] [day DAY] [value DAY] [text...]`: the
    /// file of a statement with one line.
    private mutating func bank(_ words: [String], _ day: String) throws -> String {
        guard let amount = words.first.flatMap({ Money($0, .eur) }) else {
            throw EventExample.Malformed(text: "bank \(words)")
        }
        var line = EventBankLine(amount: amount.minor, day: day)
        var rest = Array(words.dropFirst())
        while let word = rest.first, ["in", "kind", "from", "e2e", "day", "value"].contains(word),
            rest.count > 1
        {
            switch word {
            case "in": line.trust = rest[1]
            case "kind": line.kind = rest[1]
            case "from": line.account = Self.accounts[rest[1]] ?? rest[1]
            case "day": line.day = rest[1]
            case "value": line.valueDay = rest[1]
            default: line.endToEnd = rest[1]
            }
            rest.removeFirst(2)
        }
        line.text = rest.joined(separator: " ")
        progress.statements += 1
        let opening = progress.openingCents[line.trust, default: 0]
        let file = line.statement(number: progress.statements, openingCents: opening)
        progress.openingCents[line.trust] = opening + Int(amount.minor)
        return try folder.write("bank-\(progress.statements).xml", file)
    }

    // MARK: The log

    /// `$payout` is the newest record of that kind and `$payout2` the second, `$hash` the newest plan's
    /// file, `$message` its message id, `$end` the newest payout's end-to-end id.
    private static func filled(_ word: String, _ log: [(Int64, Fact)]) throws -> String {
        guard word.hasPrefix("$") else { return word }
        let name = String(word.dropFirst().prefix { !$0.isNumber })
        let place = Int(word.dropFirst(name.count + 1))
        var known: [String] = []
        for (sequence, fact) in log {
            switch (name, fact) {
            case ("hash", .plan(let plan)): known.append(Digest(plan.file)?.description ?? "")
            case ("message", .plan):
                guard case .book(let opening) = log[0].1 else { break }
                known.append(PlanID(sequence: sequence).text(in: opening.book))
            case ("end", .payout):
                guard case .book(let opening) = log[0].1 else { break }
                known.append(PayoutID(sequence: sequence).text(in: opening.book))
            default: if "\(fact.kind)" == name { known.append("\(sequence)") }
            }
        }
        if let place, known.indices.contains(place - 1) { return known[place - 1] }
        if place == nil, let newest = known.last { return newest }
        throw EventExample.Malformed(text: "there is no \(word) yet")
    }

    /// Size and root of the log, which change with every record.
    func head() async throws -> Head? {
        try await SQLiteStore(path: folder.book, mode: .readOnly).read { try $0.head() }
    }

    /// Everything in the log, with its number.
    func facts() async throws -> [(Int64, Fact)] {
        try await SQLiteStore(path: folder.book, mode: .readOnly).read { reader in
            var facts: [(Int64, Fact)] = []
            while let fact = try reader.fact(at: Int64(facts.count) + 1) {
                facts.append((Int64(facts.count) + 1, fact))
            }
            return facts
        }
    }
}
