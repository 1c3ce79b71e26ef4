import EscrowCore
import MoneyCore

/// The texts of an entry, which only the second pass keeps.
///
/// - Source: docs/spec/bank-import.md#line
struct CamtDetails {
    /// How many bytes of remittance text one line keeps.
    static let remittanceLimit = 1 << 20
    /// How many payments of one entry are kept, and how many bytes of their texts.
    static let keptCount = 10_000
    static let keptBytes = 8 << 20

    private let currency: Currency?
    private var entryReference: String?
    private var entryNumber: String?
    private var entryText = ""
    private var codeText = CamtCodeText()
    private var charges = CamtCharges()
    private var exchange = EntryExchange()
    private var batchCount: Int64?
    private var batchIDs: [String] = []
    private var count = 0
    private var kept: [Detail] = []
    private var open = Detail()
    private var bytes = 0
    private var codes = CamtCodes()
    private var hasReturn = false
    private var returnReason: String?
    private var remittance = RemittanceText()

    /// What belongs to one payment.
    fileprivate struct Detail {
        var facts = EntryDetail()
        var amount: Money?
        var transactionAmount: Money?
        var isCredit: Bool?
        var debtor = EntryParty()
        var creditor = EntryParty()
        var ultimateDebtor: String?
        var ultimateCreditor: String?
        var remittance = RemittanceText()
        var text = ""
        var charges = CamtCharges()
        var exchange = EntryExchange()
    }

    init(currency: Currency?) { self.currency = currency }

    /// Notes that an element begins.
    mutating func open(_ place: CamtPlace) {
        switch place {
        case .detail:
            count += 1
            open = Detail()
            remittance.beginPart()
        case .returned: hasReturn = true
        case .entryCharges, .entryChargeRecord: charges.begin()
        case .detailCharges, .detailChargeRecord: open.charges.begin()
        default: break
        }
    }

    /// Notes that an element ends.
    mutating func close(_ place: CamtPlace) {
        switch place {
        case .detail: if hasRoom { kept.append(open) }
        case .entryCharges, .entryChargeRecord: charges.end()
        case .detailCharges, .detailChargeRecord: open.charges.end()
        default: break
        }
    }

    /// Reads one value of the entry or of the payment that stands open.
    mutating func read(
        _ place: CamtPlace, _ text: ArraySlice<UInt8>, whole: [UInt8], currencyText: String?
    ) {
        guard !text.isEmpty else { return }
        switch place {
        case .entryReference: entryReference = CamtText.reference(CamtText.string(text))
        case .entryNumber: entryNumber = CamtText.reference(CamtText.string(text))
        case .entryText: entryText = CamtText.string(text)
        case .entryDomainCode, .entryFamilyCode, .entrySubFamily, .entryProprietaryCode:
            codeText.read(place, text)
        case .entryChargeAmount: charges.readAmount(money(text, currencyText))
        case .entryChargeDirection: charges.readDirection(text)
        case .entryChargeIncluded: charges.readIncluded(text)
        case .entryInstructedAmount: exchange.instructed = money(text, currencyText)
        case .entryRate: exchange.rate = CamtText.string(text.prefix(40))
        case .batchCount: batchCount = CamtText.number(text)
        case .batchMessageID, .batchPaymentID:
            if let id = CamtText.reference(CamtText.string(text)),
                batchIDs.count < StatementEntry.idsMax
            {
                batchIDs.append(id)
            }
        case .unstructured:
            let rest = Self.keptBytes - bytes
            if rest > 0 { open.remittance.add(text, whole: whole) }
            bytes += text.count
            remittance.add(text, whole: whole)
        case .detailSubFamily: codes.readSubFamily(text)
        case .detailProprietaryCode: codes.readProprietary(text)
        case .returnCode:
            let code = CamtText.string(text)
            returnReason = returnReason ?? code
            open.facts.returnReason = open.facts.returnReason ?? code
        default: readDetail(place, text, currencyText: currencyText)
        }
    }

    private mutating func readDetail(
        _ place: CamtPlace, _ text: ArraySlice<UInt8>, currencyText: String?
    ) {
        guard place.rawValue > CamtPlace.detail.rawValue, hasRoom else { return }
        switch place {
        case .detailAmount: open.amount = money(text, currencyText)
        case .detailTransactionAmount: open.transactionAmount = money(text, currencyText)
        case .detailInstructedAmount: open.exchange.instructed = money(text, currencyText)
        case .detailDirection: open.isCredit = try? CamtText.isCredit(text)
        case .detailChargeAmount: open.charges.readAmount(money(text, currencyText))
        case .detailChargeDirection: open.charges.readDirection(text)
        case .detailChargeIncluded: open.charges.readIncluded(text)
        default:
            bytes += text.count
            open.read(place, CamtText.string(text))
        }
    }

    /// The first payment always has room: the line is made of it.
    private var hasRoom: Bool {
        kept.isEmpty || kept.count < Self.keptCount && bytes <= Self.keptBytes
    }

    private func money(_ text: ArraySlice<UInt8>, _ currencyText: String?) -> Money? {
        try? CamtText.amount(text, currencyText: currencyText, statement: currency)
    }
}

extension CamtDetails.Detail {
    fileprivate mutating func read(_ place: CamtPlace, _ text: String) {
        switch place {
        case .endToEndID: facts.endToEndID = CamtText.reference(text)
        case .detailReference: facts.bankReference = CamtText.reference(text)
        case .instructionID: facts.instructionID = CamtText.reference(text)
        case .messageID: facts.messageID = CamtText.reference(text)
        case .paymentID: facts.paymentID = CamtText.reference(text)
        case .transactionID: facts.transactionID = CamtText.reference(text)
        case .mandateID: facts.mandateID = CamtText.reference(text)
        case .creditorReference: facts.creditorReference = facts.creditorReference ?? text
        case .returnText: facts.returnText = facts.returnText ?? text
        case .detailText: self.text = text
        case .detailRate: exchange.rate = String(text.prefix(40))
        case .debtorName: debtor.name = text
        case .debtorIBAN: debtor.account = text
        case .debtorOtherID: debtor.account = debtor.account ?? text
        case .creditorName: creditor.name = text
        case .creditorIBAN: creditor.account = text
        case .creditorOtherID: creditor.account = creditor.account ?? text
        case .ultimateDebtorName: ultimateDebtor = text
        case .ultimateCreditorName: ultimateCreditor = text
        default: break
        }
    }

    /// The payment as it is shown, seen from the side of the account.
    fileprivate func finished(isPayer: Bool, isCredit: Bool?) -> EntryDetail {
        var facts = facts
        if let amount = amount ?? transactionAmount, !amount.isNegative,
            let isCredit = self.isCredit ?? isCredit
        {
            facts.amount = isCredit ? amount : Money(minor: -amount.minor, amount.currency)
        }
        facts.counterparty = isPayer ? debtor : creditor
        facts.ultimateName = isPayer ? ultimateDebtor : ultimateCreditor
        facts.remittance = remittance.isEmpty ? text : remittance.text
        facts.charges = charges.charges
        facts.exchange = exchange.isEmpty ? nil : exchange
        return facts
    }
}

extension CamtDetails {
    /// Makes the entry; a fact of one payment counts only where the entry is that one payment.
    func entry(
        _ entry: CamtEntry, of account: String, day: Day?, at place: String
    ) -> StatementEntry {
        let kind = (entry.codes.isPresent ? entry.codes : codes)
            .kind(isCredit: entry.isCredit ?? true, hasReturn: hasReturn)
        let details = kept.map { detail in
            detail.finished(
                isPayer: isPayer(in: detail, entry, kind, of: account), isCredit: entry.isCredit)
        }
        let single = count == 1 ? details.first : nil
        var result = StatementEntry(place: place)
        result.status = entry.statusText
        result.isBooked = entry.isBooked
        result.bookingDay = entry.bookingDay ?? entry.valueDay ?? day
        result.valueDay = entry.valueDay ?? result.bookingDay
        result.isReversal = entry.isReversal
        result.kind = kind
        result.bankReference = entryReference ?? single?.bankReference
        result.entryReference = entryNumber
        result.code = codeText.text
        result.charges = charges.charges
        result.exchange = exchange.isEmpty ? nil : exchange
        result.batchCount = batchCount
        result.batchIDs = batchIDs
        result.details = details
        result.detailCount = count
        result.endToEndID = single?.endToEndID
        result.creditorReference = single?.creditorReference
        result.counterparty = single?.counterparty ?? EntryParty()
        result.remittance = remittance.isEmpty ? entryText : remittance.text
        result.returnReason = returnReason
        return result
    }

    /// Whether the other side is who paid, which is so on a credit.
    ///
    /// A payment that comes back, ours or a payer's, keeps the roles of the original, so the other
    /// side is then the one that is not this account.
    private func isPayer(
        in detail: Detail, _ entry: CamtEntry, _ kind: BankLine.Kind, of ours: String
    ) -> Bool {
        let isPayout = kind == .returned && detail.debtor.account == ours
        let isReceipt = kind == .takenBack && detail.creditor.account == ours
        return entry.isCredit == true ? !isPayout : isReceipt
    }
}
