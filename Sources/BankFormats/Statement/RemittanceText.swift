/// Remittance lines, joined as the bank broke them: a full line runs on, any other ends a word.
///
/// - Source: docs/spec/bank-import.md#line
struct RemittanceText {
    private var joined = ""
    private var lastLine: Int?
    private var isFull = false

    /// Widths at which banks break a text in the middle of a word.
    private static let fullWidths: Set<Int> = [27, 35, 65, 140]

    var isEmpty: Bool { joined.isEmpty }

    /// The text without the blanks around it.
    var text: String {
        CamtText.string(CamtText.trimmed(Array(joined.utf8)))
    }

    /// Begins the text of another payment: nothing runs on into it.
    mutating func beginPart() { lastLine = nil }

    /// Adds a line, given without and with the blanks around it.
    mutating func add(_ text: ArraySlice<UInt8>, whole: [UInt8]) {
        let runsOn = lastLine.map { Self.fullWidths.contains($0) } ?? false
        let line = runsOn ? CamtText.string(whole[...]) : CamtText.string(text)
        isFull = isFull || joined.utf8.count + line.utf8.count + 1 > CamtDetails.remittanceLimit
        guard !isFull else { return }
        if !joined.isEmpty, !runsOn { joined += " " }
        joined += line
        lastLine = CamtText.string(whole[...]).unicodeScalars.count
    }
}
