import MoneyCore

/// A statement of a text file, with its entries: such files are small and are kept whole.
struct ParsedStatement: Sendable {
    var head: ReadStatement
    var entries: [StatementEntry] = []

    /// Takes what a person said of the file, and turns the reversals that are to be turned.
    mutating func settle(_ options: ReadingOptions) throws(BankFileError.Reason) {
        if options.given != nil, head.periodStart == nil {
            let days = entries.compactMap(\.bookingDay)
            head.periodStart = days.min()
            head.periodEnd = days.max()
        }
        try head.settle(options)
        for index in entries.indices
        where head.turns(entries[index].isReversal, isBooked: entries[index].isBooked) {
            entries[index].turn()
        }
    }
}

/// What reading a text file gives: statements, and what is odd or wrong in them.
struct ParsedText: Sendable {
    let file: String
    var statements: [ParsedStatement] = []
    private(set) var findings = Findings()
    /// The first thing that makes it no proof.
    private(set) var fault: BankFileError?

    init(file: String) { self.file = file }

    mutating func warn(_ place: String, _ text: String) { findings.add(place, text) }

    /// Notes what is wrong; the first of it refuses an import.
    mutating func note(_ reason: BankFileError.Reason, line: Int?, place: String?) {
        let error = BankFileError(file: file, line: line, place: place, reason: reason)
        let position = [line.map { "line \($0)" }, place].compactMap(\.self)
        findings.add(position.isEmpty ? file : position.joined(separator: ", "), reason.fact)
        fault = fault ?? error
    }

    /// Sums the booked entries of each statement and holds it to its balances.
    mutating func finish(_ options: ReadingOptions) {
        for index in statements.indices {
            sum(index)
            guard !statements[index].head.format.isAdvice else { continue }
            do {
                try statements[index].settle(options)
                try statements[index].head.prove()
            } catch {
                note(error, line: nil, place: statements[index].head.place)
            }
        }
        if statements.isEmpty { note(.noStatement, line: nil, place: nil) }
    }

    private mutating func sum(_ index: Int) {
        let entries = statements[index].entries
        statements[index].head.entryCount = entries.count
        statements[index].head.bookedCount = entries.count { $0.isBooked }
        guard let currency = statements[index].head.currency else { return }
        var booked: Int64 = 0
        var reversed: Int64 = 0
        for entry in entries {
            guard entry.isBooked else {
                statements[index].head.unbooked.add("\(entry.place): \(entry.status ?? "")")
                continue
            }
            guard let amount = entry.amount else { continue }
            guard amount.currency == currency else {
                note(
                    .otherCurrency(expected: currency, found: amount.currency), line: nil,
                    place: entry.place)
                continue
            }
            if amount.isZero { statements[index].head.zeroAmounts.add(entry.place) }
            let (sum, overflow) = booked.addingReportingOverflow(amount.minor)
            guard !overflow else {
                note(.sumTooLarge, line: nil, place: entry.place)
                return
            }
            booked = sum
            if entry.isReversal {
                reversed = reversed.addingReportingOverflow(amount.minor).partialValue
            }
        }
        statements[index].head.booked = Money(minor: booked, currency)
        statements[index].head.reversed = Money(minor: reversed, currency)
    }
}
