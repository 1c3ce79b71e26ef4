/// A number as it may stand in a payer's text.
public struct WrittenNumber: Hashable, Sendable {
    public let form: NumberForm
    /// Whether its parts stand together, so that it is written out and not met by chance.
    public let isWhole: Bool
    /// Whether noughts may be missing in it.
    public let mayLackNoughts: Bool
    /// Whether a month, a week or a day may be written so.
    public let mayBeDay: Bool

    /// Whether it is a number but for two digits beside each other that are the other way round.
    func isTransposed(_ other: NumberForm) -> Bool {
        let (own, others) = (Array(form.digits.utf8), Array(other.digits.utf8))
        guard isWhole, own.count == others.count else { return false }
        let places = own.indices.filter { own[$0] != others[$0] }
        guard places.count == 2, places[1] == places[0] + 1 else { return false }
        return own[places[0]] == others[places[1]] && own[places[1]] == others[places[0]]
    }
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
                form: NumberForm(runs), isWhole: isWhole, mayLackNoughts: mayLackNoughts,
                mayBeDay: mayBeDay(runs))
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

    // MARK: Days

    /// Whether a word that is an invoice's number may be meant as a month, a week or a day.
    public static func mayBeDay(_ word: String) -> Bool { mayBeDay(TextRun.runs(of: word)[...]) }

    private static func mayBeDay(_ runs: ArraySlice<TextRun>) -> Bool {
        guard runs.allSatisfy(\.isNumber) else { return false }
        let texts = runs.map(\.text)
        switch texts.count {
        case 1: return mayBeDay(digits: texts[0])
        case 2:
            return isYear(texts[0]) && isShort(texts[1], 1...53)
                || isShort(texts[0], 1...53) && isYear(texts[1])
        case 3:
            let isMonth = isShort(texts[1], 1...12)
            return isMonth && isYear(texts[0]) && isShort(texts[2], 1...31)
                || isMonth && isShort(texts[0], 1...31)
                    && (isYear(texts[2]) || isShort(texts[2], 0...99))
        default: return false
        }
    }

    /// `201301`, `012013`, `20130131`, `31012013`.
    private static func mayBeDay(digits: String) -> Bool {
        func part(_ from: Int, _ length: Int) -> String {
            String(digits.dropFirst(from).prefix(length))
        }
        switch digits.utf8.count {
        case 6:
            return isYear(part(0, 4)) && isShort(part(4, 2), 1...53)
                || isShort(part(0, 2), 1...53) && isYear(part(2, 4))
        case 8:
            return isYear(part(0, 4)) && isShort(part(4, 2), 1...12) && isShort(part(6, 2), 1...31)
                || isShort(part(0, 2), 1...31) && isShort(part(2, 2), 1...12) && isYear(part(4, 4))
        default: return false
        }
    }

    private static func isYear(_ text: String) -> Bool {
        text.utf8.count == 4 && (1990...2099).contains(Int(text) ?? 0)
    }

    private static func isShort(_ text: String, _ range: ClosedRange<Int>) -> Bool {
        text.utf8.count <= 2 && Int(text).map(range.contains) ?? false
    }
}
