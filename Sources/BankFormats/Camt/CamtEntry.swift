import MoneyCore

/// The facts of an entry that decide whether and how it moves money; both passes read them.
///
/// - Source: docs/spec/bank-import.md#line
struct CamtEntry {
    private(set) var amount: Money?
    private(set) var isCredit: Bool?
    private(set) var isReversal = false
    private(set) var status = Status.absent
    private(set) var bookingDay: Day?
    private(set) var valueDay: Day?
    private(set) var codes = CamtCodes()
    /// The amount as written, where binary fractions had left a tail behind it.
    private(set) var noisyAmount: String?
    /// Whether a value of it could not be read, so that the entry is no line.
    var isSpoiled = false

    enum Status: Equatable {
        case booked, absent
        /// Pending or for information; moves no money.
        case other(String)
    }

    /// An entry without status counts as booked: the balances prove it.
    var isBooked: Bool { status == .booked || status == .absent }

    /// Reads one value of the entry.
    mutating func read(
        _ place: CamtPlace, _ text: ArraySlice<UInt8>, currencyText: String?, statement: Currency?
    ) throws(BankFileError.Reason) {
        switch place {
        case .entryAmount:
            let amount = try CamtText.amount(
                text, currencyText: currencyText, statement: statement)
            self.amount = amount
            noisyAmount =
                DecimalNoise.isIn(text, amount.currency)
                ? CamtText.string(text.prefix(40)) : nil
        case .entryDirection: isCredit = try CamtText.isCredit(text)
        case .entryReversal: isReversal = text.elementsEqual("true".utf8) || text.first == 0x31
        case .entryStatus, .entryStatusCode: readStatus(text)
        case .bookingDate, .bookingDay: bookingDay = try CamtText.day(text) ?? bookingDay
        case .valueDate, .valueDay: valueDay = try CamtText.day(text) ?? valueDay
        case .entrySubFamily: codes.readSubFamily(text)
        case .entryProprietaryCode: codes.readProprietary(text)
        default: break
        }
    }

    /// The amount with the sign that the account holder sees.
    ///
    /// - Throws: `missing` for the amount, then for the direction, `wrongAmount`, `otherCurrency`.
    func signedAmount(in currency: Currency) throws(BankFileError.Reason) -> Money {
        guard let amount else { throw .missing(element: "Ntry/Amt") }
        guard let isCredit else { throw .missing(element: "Ntry/CdtDbtInd") }
        guard !amount.isNegative else { throw .wrongAmount(amount.plain) }
        guard amount.currency == currency else {
            throw .otherCurrency(expected: currency, found: amount.currency)
        }
        return isCredit ? amount : Money(minor: -amount.minor, currency)
    }

    /// Turns a reversal to the direction that its bank means.
    mutating func turn() { isCredit = isCredit.map { !$0 } }

    /// The amount with its sign; nil while one of them is unknown.
    var shownAmount: Money? {
        guard let amount, let isCredit, !amount.isNegative else { return nil }
        return isCredit ? amount : Money(minor: -amount.minor, amount.currency)
    }

    /// The status as the bank wrote it.
    var statusText: String? {
        switch status {
        case .booked: "BOOK"
        case .absent: nil
        case .other(let text): text
        }
    }

    private mutating func readStatus(_ text: ArraySlice<UInt8>) {
        if text.elementsEqual("BOOK".utf8) {
            status = .booked
        } else if !text.isEmpty {
            status = .other(CamtText.string(text.prefix(40)))
        }
    }
}
