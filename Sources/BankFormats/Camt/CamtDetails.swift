import EscrowCore
import MoneyCore

/// The texts of an entry, which only the second pass keeps.
///
/// - Source: docs/spec/bank-import.md#line
struct CamtDetails {
    /// How many bytes of remittance text one line keeps.
    static let remittanceLimit = 1 << 20

    private var entryReference: String?
    private var entryText = ""
    private var count = 0
    private var first = Detail()
    private var codes = CamtCodes()
    private var hasReturn = false
    private var remittance = ""
    private var lastLine: Int?
    private var isFull = false

    /// What belongs to one payment; kept of the first one only.
    private struct Detail {
        var bankReference: String?
        var endToEndID: String?
        var creditorReference: String?
        var returnReason: String?
        var debtor = Party()
        var creditor = Party()
    }

    private struct Party {
        var name: String?
        var account: String?
    }

    /// Notes that an element begins.
    mutating func open(_ place: CamtPlace) {
        switch place {
        case .detail:
            count += 1
            lastLine = nil
        case .returned: hasReturn = true
        default: break
        }
    }

    /// Reads one value; those of the second and later payments count for the remittance only.
    mutating func read(_ place: CamtPlace, _ text: ArraySlice<UInt8>, whole: [UInt8]) {
        guard !text.isEmpty else { return }
        switch place {
        case .entryReference: entryReference = CamtText.reference(CamtText.string(text))
        case .entryText: entryText = CamtText.string(text)
        case .unstructured: addLine(text, whole: whole)
        case .detailSubFamily: codes.readSubFamily(text)
        case .detailProprietaryCode: codes.readProprietary(text)
        case .returnCode: first.returnReason = first.returnReason ?? CamtText.string(text)
        default: if count == 1 { readFirst(place, CamtText.string(text)) }
        }
    }

    private mutating func readFirst(_ place: CamtPlace, _ text: String) {
        switch place {
        case .endToEndID: first.endToEndID = CamtText.reference(text)
        case .detailReference: first.bankReference = CamtText.reference(text)
        case .creditorReference: first.creditorReference = first.creditorReference ?? text
        case .debtorName: first.debtor.name = text
        case .debtorIBAN: first.debtor.account = text
        case .debtorOtherID: first.debtor.account = first.debtor.account ?? text
        case .creditorName: first.creditor.name = text
        case .creditorIBAN: first.creditor.account = text
        case .creditorOtherID: first.creditor.account = first.creditor.account ?? text
        default: break
        }
    }

    /// Joins lines as the bank broke them: a full line runs on, any other ends a word.
    private mutating func addLine(_ text: ArraySlice<UInt8>, whole: [UInt8]) {
        let runsOn = lastLine.map { Self.fullWidths.contains($0) } ?? false
        let line = runsOn ? CamtText.string(whole[...]) : CamtText.string(text)
        isFull = isFull || remittance.utf8.count + line.utf8.count + 1 > Self.remittanceLimit
        guard !isFull else { return }
        if !remittance.isEmpty, !runsOn { remittance += " " }
        remittance += line
        lastLine = CamtText.string(whole[...]).unicodeScalars.count
    }

    /// Widths at which banks break a text in the middle of a word.
    private static let fullWidths: Set<Int> = [27, 35, 65, 140]
}

extension CamtDetails {
    /// Makes the line; a fact of one payment counts only where the entry is that one payment.
    func line(
        _ entry: CamtEntry, amount: Money, in statement: CamtStatement, place: String
    )
        -> BankLine
    {
        let single = count == 1 ? first : Detail()
        let kind = (entry.codes.isPresent ? entry.codes : codes)
            .kind(isCredit: entry.isCredit ?? true, hasReturn: hasReturn)
        let party = counterparty(of: single, entry, kind, in: statement)
        let bookingDay = entry.bookingDay ?? entry.valueDay ?? statement.closingDay
        return BankLine(
            amount: amount, bookingDay: bookingDay, valueDay: entry.valueDay ?? bookingDay,
            bankReference: entryReference ?? single.bankReference, endToEndID: single.endToEndID,
            creditorReference: single.creditorReference,
            remittance: remittance.isEmpty ? entryText : trimmed(remittance),
            counterpartyName: party.name, counterpartyAccount: party.account, kind: kind,
            returnReason: first.returnReason, place: place)
    }

    /// The other side: who paid on a credit, who was paid on a debit.
    ///
    /// A payment that comes back, ours or a payer's, keeps the roles of the original, so the other
    /// side is then the one that is not this account.
    private func counterparty(
        of detail: Detail, _ entry: CamtEntry, _ kind: BankLine.Kind, in statement: CamtStatement
    ) -> Party {
        let ours = statement.accountText
        let isPayout = kind == .returned && detail.debtor.account == ours
        let isReceipt = kind == .takenBack && detail.creditor.account == ours
        let isPayer = entry.isCredit == true ? !isPayout : isReceipt
        return isPayer ? detail.debtor : detail.creditor
    }

    private func trimmed(_ text: String) -> String {
        CamtText.string(CamtText.trimmed(Array(text.utf8)))
    }
}
