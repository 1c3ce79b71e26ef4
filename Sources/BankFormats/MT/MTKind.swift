import EscrowCore
import MoneyCore

/// What the codes of an MT940 entry say of it.
///
/// - Source: docs/spec/bank-import.md#kinds
enum MTKind {
    /// The German code decides; without one the type of the `:61:` does.
    static func kind(code: String?, type: String, mark: MTEntryLine.Mark) -> BankLine.Kind {
        if let code {
            var codes = CamtCodes()
            codes.readProprietary(Array(code.utf8)[...])
            return codes.kind(isCredit: mark.isCredit, hasReturn: false)
        }
        switch type.dropFirst() {
        case "CHG", "COM": return mark.isCredit ? .transfer : .bankCharge
        case "INT": return mark.isCredit ? .interest : .bankCharge
        case "RTI": return mark.isCredit ? .returned : .takenBack
        default: return .transfer
        }
    }

    /// The creditor reference, where the whole purpose is one.
    static func creditorReference(in text: String) -> String? {
        guard text.utf8.count <= 32 else { return nil }
        return CreditorReference(reading: text)?.description
    }
}

/// An account as `:25:` names it: an IBAN, perhaps with a currency behind it or a bank before it, or
/// a German bank code and account number.
struct MTAccount {
    private(set) var iban: IBAN?
    private(set) var currency: String?

    init(_ text: String) {
        let parts = text.split(separator: "/").map(String.init)
        let last = parts.last ?? ""
        iban = Self.iban(last)
        if iban == nil, last.utf8.count > 3, Currency(String(last.suffix(3))) != nil {
            currency = String(last.suffix(3))
            let account = CamtText.trimmed(Array(last.dropLast(3).utf8))
            iban = Self.iban(CamtText.string(account))
            if iban == nil, parts.count == 2 {
                iban = IBAN.german(bankCode: parts[0], account: CamtText.string(account))
            }
        }
        if iban == nil, parts.count == 2 {
            iban = IBAN.german(bankCode: parts[0], account: parts[1])
        }
    }

    private static func iban(_ text: String) -> IBAN? { try? IBAN(text) }
}
