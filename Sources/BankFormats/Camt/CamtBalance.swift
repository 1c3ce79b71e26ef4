import MoneyCore

/// One balance of a statement while it is read.
///
/// - Source: docs/spec/bank-import.md#statement
struct CamtBalance {
    private var type = ""
    private var amountText: ArraySlice<UInt8> = []
    private var currencyText: String?
    private var directionText: ArraySlice<UInt8> = []
    private var dayText: ArraySlice<UInt8> = []

    /// A balance that counts.
    struct Known {
        let kind: Kind
        let amount: Money
        let day: Day?
    }

    /// The only types that are ever used.
    enum Kind: String { case opening = "OPBD", previousClosing = "PRCD", closing = "CLBD" }

    /// The amount as written, where binary fractions had left a tail behind it.
    var noisyAmount: String? {
        guard Kind(rawValue: type) != nil, let currency = currencyText.flatMap(Currency.init),
            DecimalNoise.isIn(amountText, currency),
            DecimalNoise.money(amountText, currency) != nil
        else { return nil }
        return CamtText.string(amountText.prefix(40))
    }

    mutating func read(_ place: CamtPlace, _ text: ArraySlice<UInt8>, currencyText: String?) {
        switch place {
        case .balanceCode: type = CamtText.string(text.prefix(8))
        case .balanceAmount:
            amountText = text
            self.currencyText = currencyText
        case .balanceDirection: directionText = text
        case .balanceDate, .balanceDay: if !text.isEmpty { dayText = text }
        default: break
        }
    }

    /// The balance, or nil for a type that means nothing to us; its values may then be anything.
    func known(in currency: Currency?) throws(BankFileError.Reason) -> Known? {
        guard let kind = Kind(rawValue: type) else { return nil }
        guard !amountText.isEmpty else { throw .missing(element: "Bal/Amt") }
        let amount = try CamtText.amount(
            amountText, currencyText: currencyText, statement: currency)
        if let currency, amount.currency != currency {
            throw .otherCurrency(expected: currency, found: amount.currency)
        }
        return Known(kind: kind, amount: try signed(amount), day: try CamtText.day(dayText))
    }

    /// Without a direction a balance has the sign of its amount.
    private func signed(_ amount: Money) throws(BankFileError.Reason) -> Money {
        guard !directionText.isEmpty else { return amount }
        let isCredit = try CamtText.isCredit(directionText)
        guard !amount.isNegative else { throw .wrongAmount(amount.plain) }
        return isCredit ? amount : Money(minor: -amount.minor, amount.currency)
    }
}
