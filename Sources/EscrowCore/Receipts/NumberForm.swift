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
