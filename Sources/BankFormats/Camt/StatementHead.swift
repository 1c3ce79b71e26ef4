import MoneyCore

/// What stands at the head of a statement, or of one page of it.
///
/// - Source: docs/spec/bank-import.md#statement
struct StatementHead {
    private(set) var accountText = ""
    private(set) var id = ""
    private(set) var number: Int64?
    private(set) var currency: Currency?
    private(set) var pageNumber = 1
    private(set) var isLastPage = true
    private(set) var periodStart: Day?
    private(set) var periodEnd: Day?
    private var hasElectronicNumber = false
    private var hasIBAN = false
    private var createdDay: Day?

    /// The day that stands for a balance without a date of its own.
    var lastDay: Day? { periodEnd ?? createdDay }

    /// What all pages of one statement have in common.
    struct Key: Hashable {
        let accountText: String
        let id: String
    }

    var key: Key { Key(accountText: accountText, id: id) }

    /// Reads one value; an empty one is as good as none.
    mutating func read(
        _ place: CamtPlace, _ text: ArraySlice<UInt8>
    )
        throws(BankFileError.Reason)
    {
        guard !text.isEmpty else { return }
        switch place {
        case .statementID: id = CamtText.string(text)
        case .electronicNumber:
            number = CamtText.number(text)
            hasElectronicNumber = true
        case .legalNumber: if !hasElectronicNumber { number = CamtText.number(text) }
        case .createdAt: createdDay = try CamtText.day(text)
        case .periodStart: periodStart = try CamtText.day(text)
        case .periodEnd: periodEnd = try CamtText.day(text)
        case .accountIBAN:
            accountText = CamtText.string(text)
            hasIBAN = true
        case .accountOtherID: if !hasIBAN { accountText = CamtText.string(text) }
        case .accountCurrency: currency = try CamtText.currency(CamtText.string(text))
        case .pageNumber: pageNumber = CamtText.number(text).flatMap { Int(exactly: $0) } ?? 1
        case .isLastPage: isLastPage = !(text.elementsEqual("false".utf8) || text.first == 0x30)
        default: break
        }
    }
}
