import Foundation

/// The same command, asking something else: another option, another file, another number.
struct OtherContent {
    let actor: String
    let arguments: [String]

    /// An option by which a command says something else, given anew or in place of its own.
    private static let options: [String: (name: String, value: String)] = [
        "account add": ("--holder", "another"),
        "account terms": ("--trustee", "agency"),
        "account transfer": ("--day", "2099-01-05"),
        "claim net": ("--party", "A-09"),
        "dispute decide": ("--amount", "1.00"),
        "engagement add": ("--client", "C-09"),
        "engagement change": ("--client-rate", "1.00"),
        "hours add": ("--hours", "1"),
        "hours approve": ("--by-client", "2013-02-01"),
        "hours correct": ("--less", "1"),
        "interest allocate": ("--to", "2013-01-30"),
        "invoice credit apply": ("--to", "2013-0009"),
        "invoice credit issue": ("--net", "1.00"),
        "invoice credit net": ("--party", "A-09"),
        "invoice credit repay": ("--party", "A-09"),
        "invoice issue": ("--client", "C-09"),
        "invoice set-off": ("--amount", "1.00"),
        "invoice write-off": ("--reason", "another"),
        "party add": ("--name", "another"),
        "payout approve": ("--sha256", String(repeating: "0", count: 64)),
        "payout plan": ("--day", "2099-01-05"),
        "payout settle": ("--line", "9999"),
        "payout release": ("--invoice", "2013-0009"),
        "pool share": ("--day", "2099-01-05"),
        "receipt clawback": ("--invoice", "2013-0009"),
        "receipt match": ("--amount", "1.00"),
        "receipt misdirected": ("--invoice", "2013-0009"),
        "receipt move": ("--to", "2013-0009"),
        "receipt unmatch": ("--invoice", "2013-0009"),
        "receipt takeback": ("--receipt", "9999"),
        "release run": ("--limit", "1"),
        "sale import": ("--client", "C-09"),
        "topup withdraw": ("--amount", "1.00"),
    ]

    /// Where a command's first argument is, whose last one has few forms.
    private static let first = [
        "actor add": 2, "actor grant": 2, "actor key": 2, "bank failure limit": 3,
        "bank failure paid": 3,
        "payout status set": 3,
    ]

    /// They say nothing that could be said otherwise, or look for the file of what they name: under
    /// their key comes another command.
    private static let silent = ["payout export", "pool confirm", "pool lift"]

    init(
        than command: (actor: String, arguments: [String]), in folder: CommandFolder
    ) throws {
        var words = command.arguments
        let typed = words.joined(separator: " ")
        if Self.silent.contains(where: typed.hasPrefix) {
            actor = "clerk"
            arguments = [
                "hours", "add", "E-01", "--day", "2013-01-30", "--hours", "1", "--at",
                "2014-01-01T08:00:00Z",
            ]
            return
        }
        actor = command.actor
        if typed.hasPrefix("pool close") {
            arguments =
                words.contains("--write-off")
                ? words.filter { $0 != "--write-off" } : words + ["--write-off"]
        } else if let other = Self.options.first(where: { typed.hasPrefix($0.key) })?.value {
            if let place = words.firstIndex(of: other.name) {
                words[place + 1] = other.value
                arguments = words
            } else {
                arguments = words + [other.name, other.value]
            }
        } else {
            let place =
                Self.first.first { typed.hasPrefix($0.key) }?.value
                ?? words.dropLast(2).lastIndex { !$0.hasPrefix("--") } ?? 0
            words[place] = try Self.other(words[place], in: folder)
            arguments = words
        }
    }

    /// Another word in place of a command's last one, of the same form.
    private static func other(_ word: String, in folder: CommandFolder) throws -> String {
        if let number = Int64(word) { return "\(number + 1)" }
        if word.contains(".") {
            let path = word.hasPrefix("/") ? word : "\(folder.path)/\(word)"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            return try folder.write("other-\(path.split(separator: "/").last ?? "")", text + "\n")
        }
        if word.count == 22, word.hasPrefix("DE") {
            return word == second ? CommandFolder.trustIBAN : second
        }
        return word.dropLast() + (word.last == "9" ? "8" : "9")
    }

    private static let second = "DE88100900001234567892"
}
