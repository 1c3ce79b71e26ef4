import MoneyCore

/// What a `:61:` says, without any meaning yet.
///
/// - Source: docs/spec/bank-import.md#mt940
struct MTEntryLine {
    let valueText: String
    let entryText: String
    let mark: Mark
    let amountText: String
    /// `NTRF`: one letter and three more.
    let type: String
    let reference: String?
    let bankReference: String?
    /// The lines below the first.
    let supplement: String

    enum Mark: String {
        case credit = "C"
        case debit = "D"
        case reversedCredit = "RC"
        case reversedDebit = "RD"
        case expectedCredit = "EC"
        case expectedDebit = "ED"

        /// A reversal of a credit takes money, one of a debit brings it.
        var isCredit: Bool {
            switch self {
            case .credit, .reversedDebit, .expectedCredit: true
            case .debit, .reversedCredit, .expectedDebit: false
            }
        }

        var isReversal: Bool { self == .reversedCredit || self == .reversedDebit }

        var isExpected: Bool { self == .expectedCredit || self == .expectedDebit }
    }

    /// Reads the lines of a field; a first line that breaks off goes on in the next one.
    init(_ lines: [String]) throws(BankFileError.Reason) {
        var used = 1
        var text = lines.first ?? ""
        while true {
            if let line = MTEntryLine(text, rest: Array(lines.dropFirst(used))) {
                self = line
                return
            }
            guard used < lines.count, used < 4 else { break }
            text += lines[used]
            used += 1
        }
        throw .wrongEntry(String((lines.first ?? "").prefix(40)))
    }

    private init?(_ text: String, rest: [String]) {
        var bytes = Array(text.utf8).drop { $0 == 0x20 }
        func take(_ count: Int, _ isRight: (UInt8) -> Bool) -> String? {
            let part = bytes.prefix(count)
            guard part.count == count, part.allSatisfy(isRight) else { return nil }
            bytes = bytes.dropFirst(count)
            return CamtText.string(part)
        }
        guard let valueText = take(6, MTText.isDigit) else { return nil }
        self.valueText = valueText
        entryText = take(4, MTText.isDigit) ?? ""
        let signs = CamtText.string(bytes.prefix(2))
        guard let mark = Mark(rawValue: signs) ?? Mark(rawValue: String(signs.prefix(1))) else {
            return nil
        }
        self.mark = mark
        bytes = bytes.dropFirst(mark.rawValue.utf8.count)
        // The third letter of the currency, where the bank gives it.
        _ = take(1) { (0x41...0x5A).contains($0) }
        let amount = bytes.prefix { MTText.isDigit($0) || $0 == 0x2C || $0 == 0x2E }
        guard !amount.isEmpty else { return nil }
        amountText = CamtText.string(amount)
        bytes = bytes.dropFirst(amount.count)
        guard let type = take(4, { (0x30...0x7A).contains($0) }) else { return nil }
        self.type = type
        var words = CamtText.string(bytes)
        var rest = rest
        if !words.contains("//"), let next = rest.first, next.hasPrefix("//") {
            words += next
            rest.removeFirst()
        }
        let parts = words.firstRange(of: "//")
        reference = Self.reference(words[..<(parts?.lowerBound ?? words.endIndex)])
        bankReference = parts.flatMap { Self.reference(words[$0.upperBound...]) }
        supplement = rest.joined(separator: " ")
    }

    private static func reference(_ text: Substring) -> String? {
        CamtText.reference(CamtText.string(CamtText.trimmed(Array(text.utf8))))
    }

    /// Charges and the amount ordered: `/OCMT/USD100,00//CHGS/EUR1,50/`.
    var charges: [EntryCharge] {
        money("/CHGS/").map { [EntryCharge(amount: $0, isCredit: nil, isIncluded: nil)] } ?? []
    }

    var instructed: Money? { money("/OCMT/") }

    private func money(_ word: String) -> Money? {
        guard let start = supplement.firstRange(of: word) else { return nil }
        let text = supplement[start.upperBound...].prefix { $0 != "/" }
        guard let currency = Currency(String(text.prefix(3))) else { return nil }
        return MTText.amount(text.dropFirst(3), currency)
    }
}
