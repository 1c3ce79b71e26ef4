import EscrowCore
import MoneyCore

/// The entries of a statement: `:61:` and `:86:`.
///
/// - Source: docs/spec/bank-import.md#mt940
extension MTFile {
    mutating func readEntry(_ field: MTField) {
        ensure(field)
        guard let number = open.map({ $0.statement.entries.count + 1 }) else { return }
        let place = "\(self.place), entry \(number)"
        var entry = StatementEntry(place: place)
        entry.detailCount = 1
        entry.details = [EntryDetail()]
        defer {
            open?.statement.entries.append(entry)
            open?.isInEntry = true
        }
        do {
            let line = try MTEntryLine(field.lines)
            try fill(&entry, line, field)
        } catch {
            parsed.note(error, line: field.line, place: place)
        }
    }

    private mutating func fill(
        _ entry: inout StatementEntry, _ line: MTEntryLine, _ field: MTField
    ) throws(BankFileError.Reason) {
        entry.status = line.mark.isExpected ? "PDNG" : "BOOK"
        entry.isBooked = !line.mark.isExpected
        entry.isReversal = line.mark.isReversal
        entry.bankReference = line.bankReference
        entry.entryReference = line.reference
        if let reference = line.reference { entry.batchIDs = [reference] }
        entry.code = line.type
        entry.remittance = line.supplement
        entry.charges = line.charges
        entry.kind = MTKind.kind(code: nil, type: line.type, mark: line.mark)
        if let instructed = line.instructed {
            entry.exchange = EntryExchange(instructed: instructed, rate: nil)
        }
        fillDays(&entry, line)
        let named = open?.statement.head.currency ?? open?.currencyText.flatMap(Currency.init)
        guard let currency = named else { throw .missing(element: "the currency (:60F:, :34F:)") }
        if open?.statement.head.currency == nil { open?.statement.head.currency = currency }
        guard let amount = MTText.amount(line.amountText, currency) else {
            throw .wrongAmount(String(line.amountText.prefix(40)))
        }
        if line.amountText.contains(".") {
            parsed.warn(entry.place, "the amount is written with a point")
        }
        entry.amount = line.mark.isCredit ? amount : Money(minor: -amount.minor, currency)
        entry.details[0].amount = entry.amount
    }

    private mutating func fillDays(_ entry: inout StatementEntry, _ line: MTEntryLine) {
        let statementDay = open?.statement.head.opening?.day
        entry.valueDay = MTText.day(line.valueText)
        let near = entry.valueDay ?? statementDay
        if !line.entryText.isEmpty {
            entry.bookingDay = near.flatMap { MTText.day(line.entryText, near: $0) }
            if entry.bookingDay == nil {
                parsed.warn(
                    entry.place,
                    "the entry date \"\(line.entryText)\" is no day; the value date is taken")
            }
        }
        if entry.valueDay == nil {
            let instead = entry.bookingDay == nil ? "the statement's day" : "the entry date"
            parsed.warn(
                entry.place,
                "the value date \"\(line.valueText)\" is no day; \(instead) is taken")
        }
        entry.bookingDay = entry.bookingDay ?? entry.valueDay ?? statementDay
        entry.valueDay = entry.valueDay ?? entry.bookingDay
    }

    mutating func readDetails(_ field: MTField) {
        guard let index = open?.statement.entries.indices.last, open?.isInEntry == true else {
            return
        }
        // A second `:86:` would be the statement's own text.
        open?.isInEntry = false
        let details = MTDetails(field.lines)
        var entry = open?.statement.entries[index] ?? StatementEntry(place: place)
        let type = entry.code ?? ""
        let isCredit = entry.amount.map { !$0.isNegative } ?? true
        entry.kind = MTKind.kind(
            code: details.code, type: type, mark: isCredit ? .credit : .debit)
        if let code = details.code { entry.code = "\(type)+\(code)" }
        entry.remittance =
            [details.remittance, entry.remittance, details.bookingText]
            .first { !$0.isEmpty } ?? ""
        entry.endToEndID = details.endToEndID
        entry.counterparty.name = details.name.isEmpty ? nil : details.name
        entry.counterparty.account = details.account
        let isReturn = entry.kind == .returned || entry.kind == .takenBack
        entry.returnReason =
            details.returnReason ?? (isReturn ? ReturnReason.code(in: details.remittance) : nil)
        var detail = EntryDetail()
        detail.amount = entry.amount
        detail.endToEndID = entry.endToEndID
        detail.paymentID = details.customerReference
        detail.mandateID = details.mandateID
        detail.counterparty = entry.counterparty
        detail.ultimateName = details.ultimateName
        detail.remittance = details.remittance
        detail.returnReason = entry.returnReason
        detail.creditorReference = MTKind.creditorReference(in: entry.remittance)
        entry.details = [detail]
        entry.creditorReference = detail.creditorReference
        open?.statement.entries[index] = entry
    }
}
