/// How an invoice number can be recognised where people write it in their own way.
///
/// - Source: docs/spec/matching.md#forms
public struct NumberForm: Hashable, Sendable {
    /// All letters and digits in upper case, without letters in front: `RE-2013-0001` is
    /// `20130001`.
    public let digits: String
    /// Its runs of letters and of digits, without noughts in front, joined by points: `2013.1`.
    public let groups: String

    /// The forms of an invoice's own number.
    public init(_ number: String) {
        let runs = TextRun.runs(of: number)
        let kept = runs.drop { !$0.isNumber }
        self.init(kept.isEmpty ? runs[...] : kept)
    }

    /// Forms that were kept.
    public init(digits: String, groups: String) {
        self.digits = digits
        self.groups = groups
    }

    init(_ runs: ArraySlice<TextRun>) {
        digits = runs.reduce(into: "") { $0 += $1.text }
        groups = runs.map(\.withoutNoughts).joined(separator: ".")
    }
}

/// A run of letters, or of digits, in a text, in upper case.
struct TextRun: Hashable {
    let text: String
    let isNumber: Bool
    /// What stands between the run before and this one.
    let gap: String

    var withoutNoughts: String {
        guard isNumber else { return text }
        let rest = text.drop { $0 == "0" }
        return rest.isEmpty ? "0" : String(rest)
    }

    /// ASCII letters and digits only; everything else is a gap.
    static func runs(of text: String) -> [TextRun] {
        var runs: [TextRun] = []
        var run: [UInt8] = []
        var gap: [UInt8] = []
        var isNumber = false
        func end() {
            guard !run.isEmpty else { return }
            runs.append(
                TextRun(
                    text: String(decoding: run, as: UTF8.self), isNumber: isNumber,
                    gap: String(decoding: gap, as: UTF8.self)))
            run.removeAll(keepingCapacity: true)
            gap.removeAll(keepingCapacity: true)
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if !isNumber { end() }
                isNumber = true
                run.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
                if isNumber { end() }
                isNumber = false
                run.append(byte & 0xDF)
            default:
                end()
                gap.append(byte)
            }
        }
        end()
        return runs
    }
}

/// A number as it may stand in a payer's text.
public struct WrittenNumber: Hashable, Sendable {
    public let form: NumberForm
    /// Whether its parts stand together, so that it is written out and not met by chance.
    public let isWhole: Bool
    /// Whether noughts may be missing in it.
    public let mayLackNoughts: Bool
}

extension Remittance {
    /// What a word has at most, and a text of words: more is not looked up.
    private static let (longest, most) = (4, 96)
    /// As few digits are met by chance in any text.
    private static let fewestDigits = 5

    /// The numbers that can stand in a text, however they are written.
    ///
    /// A number begins with digits and takes up to four runs of letters and digits. Between them
    /// stand at most three signs, none of them a comma.
    ///
    /// - Source: docs/spec/matching.md#forms
    public static func numbers(in text: String) -> [WrittenNumber] {
        let runs = TextRun.runs(of: text)
        var found: [WrittenNumber] = []
        var seen: Set<WrittenNumber> = []
        func add(_ runs: ArraySlice<TextRun>, isWhole: Bool, mayLackNoughts: Bool) {
            guard found.count < most, hasDigits(runs) else { return }
            let number = WrittenNumber(
                form: NumberForm(runs), isWhole: isWhole, mayLackNoughts: mayLackNoughts)
            if seen.insert(number).inserted { found.append(number) }
        }
        for start in runs.indices where runs[start].isNumber {
            guard found.count < most else { break }
            var isTogether = true
            for end in start..<min(start + longest, runs.endIndex) {
                if end > start {
                    let gap = runs[end].gap
                    guard gap.utf8.count <= 3, !gap.contains(",") else { break }
                    if gap.contains(where: \.isWhitespace) { isTogether = false }
                }
                let span = runs[start...end]
                add(span, isWhole: isTogether, mayLackNoughts: isTogether && end > start)
                if end == start + 1, runs[end].isNumber {
                    for number in list(behind: end, in: runs, prefix: runs[start]) {
                        add(number[...], isWhole: false, mayLackNoughts: false)
                    }
                }
            }
        }
        return found
    }

    /// Numbers of a list that leaves away what they share: `2013-0001/0002`, `2013-0001 und 0002`.
    private static func list(
        behind end: Int, in runs: [TextRun], prefix: TextRun
    ) -> [[TextRun]] {
        let width = runs[end].text.utf8.count
        guard width >= 3 else { return [] }
        var found: [[TextRun]] = []
        for run in runs[(end + 1)...].prefix(most) {
            if !run.isNumber, ["U", "UND", "AND", "ET"].contains(run.text) { continue }
            guard run.isNumber, run.text.utf8.count == width else { break }
            found.append([prefix, run])
        }
        return found
    }

    private static func hasDigits(_ runs: ArraySlice<TextRun>) -> Bool {
        runs.reduce(0) { $0 + ($1.isNumber ? $1.text.utf8.count : 0) } >= fewestDigits
    }
}
