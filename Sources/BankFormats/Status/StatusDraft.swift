import EscrowCore
import MoneyCore

/// Answers while they are being read, element by element.
struct StatusDraft {
    private(set) var reports: [StatusReport] = []
    /// What is written beside the amount that is being read.
    private var currency: String?
    /// The level whose reason is being read.
    private var level = Level.report

    private enum Level { case report, payment, transaction }

    /// An element begins; the last of the places is its own.
    mutating func open(_ places: [StatusElement], currency: String?) {
        guard let element = places.last else { return }
        if element == .report, !places.dropLast().contains(.report) {
            reports.append(StatusReport())
        }
        guard let last = reports.indices.last, places.contains(.report) else { return }
        switch element {
        case .payment: reports[last].payments.append(StatusReport.Payment())
        case .transaction: Self.openTransaction(places, &reports[last])
        case .statusReason: openReason(places)
        case .instructedAmount: self.currency = currency
        default: break
        }
    }

    private static func openTransaction(_ places: [StatusElement], _ report: inout StatusReport) {
        // Old answers have transactions outside of any block.
        if !places.contains(.payment),
            report.payments.last?.paymentID != nil
                || report.payments.isEmpty
        {
            report.payments.append(StatusReport.Payment())
        }
        let block = report.payments.count - 1
        let number = report.payments[block].transactions.count + 1
        report.payments[block].transactions.append(
            StatusReport.Transaction("payment \(block + 1), transaction \(number)"))
    }

    private mutating func openReason(_ places: [StatusElement]) {
        switch places.dropLast().last {
        case .group: level = .report
        case .payment: level = .payment
        case .transaction: level = .transaction
        default: return
        }
        change { $0.reasons.append(StatusReport.Reason()) }
    }

    /// An element with a text ends; the last of the places is its own.
    mutating func take(
        _ text: String, at places: [StatusElement]
    ) throws(StatusFileError.Reason) {
        guard let last = reports.indices.last, places.contains(.report),
            let element = places.last, let parent = places.dropLast().last
        else { return }
        switch parent {
        case .header:
            if element == .messageID { try Self.set(text, element, &reports[last].messageID) }
        case .group: try Self.takeGroup(text, element, &reports[last])
        case .payment: try Self.takePayment(text, element, &reports[last])
        case .transaction: try Self.takeTransaction(text, element, &reports[last])
        case .statusReason:
            if element == .addition { addReason { $0.texts.append(text) } }
        case .reason:
            guard places.dropLast(2).last == .statusReason else { return }
            if element == .code || element == .proprietary { addReason { $0.code = text } }
        case .amount:
            guard element == .instructedAmount, places.dropLast(2).last == .reference else {
                return
            }
            Self.takeAmount(text, currency, &reports[last])
        default: break
        }
    }

    // MARK: Levels

    // Static: a copy of the draft beside an answer that changes would copy all of the answer.

    private static func takeGroup(
        _ text: String, _ element: StatusElement, _ report: inout StatusReport
    ) throws(StatusFileError.Reason) {
        switch element {
        case .originalMessageID: try set(text, element, &report.originalMessageID)
        case .originalMessageName: try set(text, element, &report.originalMessageName)
        case .groupStatus: try set(text, element, &report.status.code)
        case .originalCount, .originalSum: try takeTotals(text, element, &report.original)
        default: break
        }
    }

    private static func takePayment(
        _ text: String, _ element: StatusElement, _ report: inout StatusReport
    ) throws(StatusFileError.Reason) {
        guard let block = report.payments.indices.last else { return }
        switch element {
        case .originalPaymentID: try set(text, element, &report.payments[block].paymentID)
        case .paymentStatus: try set(text, element, &report.payments[block].status.code)
        case .originalCount, .originalSum:
            try takeTotals(text, element, &report.payments[block].original)
        default: break
        }
    }

    private static func takeTransaction(
        _ text: String, _ element: StatusElement, _ report: inout StatusReport
    ) throws(StatusFileError.Reason) {
        guard let block = report.payments.indices.last,
            let index = report.payments[block].transactions.indices.last
        else { return }
        switch element {
        case .endToEndID:
            try set(text, element, &report.payments[block].transactions[index].endToEndID)
        case .transactionStatus:
            try set(text, element, &report.payments[block].transactions[index].status.code)
        default: break
        }
    }

    private static func takeTotals(
        _ text: String, _ element: StatusElement, _ totals: inout StatusReport.Totals
    ) throws(StatusFileError.Reason) {
        if element == .originalCount {
            guard let count = Int64(text), count >= 0 else {
                throw .wrongNumber(element: element.rawValue, String(text.prefix(40)))
            }
            totals.count = count
        } else {
            guard let sum = Money(Self.cents(text), .eur) else {
                throw .wrongNumber(element: element.rawValue, String(text.prefix(40)))
            }
            totals.sum = sum
        }
    }

    /// A sum without the zeros that some banks write behind the cents.
    private static func cents(_ text: String) -> String {
        guard let point = text.firstIndex(of: ".") else { return text }
        let decimals = text[point...].dropFirst()
        guard decimals.count > 2, decimals.dropFirst(2).allSatisfy({ $0 == "0" }) else {
            return text
        }
        return String(text[...point] + decimals.prefix(2))
    }

    /// What the bank repeats only helps to compare: an amount that cannot be read is none.
    private static func takeAmount(
        _ text: String, _ currency: String?, _ report: inout StatusReport
    ) {
        guard let block = report.payments.indices.last,
            let index = report.payments[block].transactions.indices.last,
            let currency = currency.flatMap({ Currency($0) })
        else { return }
        report.payments[block].transactions[index].amount = Money(text, currency)
    }

    private static func set(
        _ text: String, _ element: StatusElement, _ value: inout String?
    ) throws(StatusFileError.Reason) {
        guard value == nil || value == text else { throw .twice(element: element.rawValue) }
        value = text
    }

    // MARK: Reasons

    private mutating func addReason(_ change: (inout StatusReport.Reason) -> Void) {
        self.change { stated in
            guard let last = stated.reasons.indices.last else { return }
            change(&stated.reasons[last])
        }
    }

    private mutating func change(_ body: (inout StatusReport.Stated) -> Void) {
        guard let last = reports.indices.last else { return }
        switch level {
        case .report: body(&reports[last].status)
        case .payment, .transaction:
            guard let block = reports[last].payments.indices.last else { return }
            guard level == .transaction else {
                return body(&reports[last].payments[block].status)
            }
            guard let index = reports[last].payments[block].transactions.indices.last else {
                return
            }
            body(&reports[last].payments[block].transactions[index].status)
        }
    }
}
