import EscrowEngine
import Reports

/// The one way out: what a command answers, in the form that was asked for.
extension OutputOptions {
    func show(_ listing: Listing) throws {
        switch format {
        case .text: try Channel.output.write(listing.text())
        case .json: try Channel.output.write(listing.json().render())
        case .csv: try Channel.output.write(listing.csv())
        }
    }

    func show(_ answer: Answer) throws {
        switch format {
        case .text: try Channel.output.write(answer.forPeople)
        case .json: try Channel.output.write(answer.json.render())
        case .csv:
            var text = CSVText(header: ["name", "value"])
            for (name, value) in answer.named { text.append([name, value]) }
            try Channel.output.write(text.text)
        }
    }

    /// Shows a document whose text is finished.
    func show(text: String) throws { try Channel.output.write(text) }

    func show(_ json: JSONText) throws { try Channel.output.write(json.render()) }

    /// Tells people that a report has what was booked into its day after the day was closed.
    ///
    /// - Source: docs/spec/close.md#late
    func noteLate(_ count: Int) {
        if count > 0 { note("late: \(count) entries came after the day was closed") }
    }

    /// Tells people something beside the answer, unless they want quiet.
    func note(_ text: String) {
        if !quiet { Channel.error.tryWrite("\(text)\n") }
    }
}

extension Answer {
    fileprivate var forPeople: String {
        var text = "\(summary)\n"
        if isRepeated { text += "This was done before: nothing was written now.\n" }
        if isDryRun { text += "Dry run: nothing was written.\n" }
        return text
    }

    fileprivate var named: [(String, String)] {
        [("summary", summary)] + values.map { ($0.name, $0.text) }
            + [("repeated", "\(isRepeated)"), ("dryRun", "\(isDryRun)")]
    }

    fileprivate var json: JSONText {
        [
            "summary": .string(summary),
            "values": .object(values.map { JSONText.Member($0.name, .string($0.text)) }),
            "repeated": .bool(isRepeated), "dryRun": .bool(isDryRun),
        ]
    }
}
