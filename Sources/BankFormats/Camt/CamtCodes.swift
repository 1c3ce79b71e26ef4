import EscrowCore

/// What the bank's transaction codes say of an entry.
///
/// - Source: docs/spec/bank-import.md#kinds
struct CamtCodes {
    private var isCharge = false
    private var isInterest = false
    private var isReturn = false
    private var isTakenBack = false
    private var collected: BankLine.Kind?
    /// Whether the bank gave any code at all.
    private(set) var isPresent = false

    /// Reads the sub-family of the ISO code, such as `ESCT` or `CHRG`.
    mutating func readSubFamily(_ code: ArraySlice<UInt8>) {
        isPresent = true
        switch CamtText.string(code) {
        case "CHRG", "FEES", "COMM": isCharge = true
        case "INTR": isInterest = true
        case "RRTN", "UPCT": isReturn = true
        case "UPDD", "RCDD", "PRDD": isTakenBack = true
        case "ESDD": collected = .directDebit
        case "BBDD": collected = .businessDirectDebit
        default: break
        }
    }

    /// Reads the bank's own code; the German one has three digits, alone or as in `NTRF+805+0000`.
    mutating func readProprietary(_ code: ArraySlice<UInt8>) {
        isPresent = true
        let parts = code.split(separator: UInt8(ascii: "+"))
        guard let number = parts.first(where: { $0.count == 3 && Self.isNumber($0) }) else {
            return
        }
        switch CamtText.string(number) {
        case "808", "809", "810", "811": isCharge = true
        case "805", "814": isInterest = true
        case "159": isReturn = true
        case "108", "109": isTakenBack = true
        case "171", "192": collected = .directDebit
        case "174", "196": collected = .businessDirectDebit
        default: break
        }
    }

    /// The kind of a line, given its direction and whether it carries the data of a return.
    func kind(isCredit: Bool, hasReturn: Bool) -> BankLine.Kind {
        guard isCredit else {
            if isCharge || isInterest { return .bankCharge }
            return hasReturn || isReturn || isTakenBack ? .takenBack : .transfer
        }
        if hasReturn || isReturn { return .returned }
        if isInterest { return .interest }
        return collected ?? .transfer
    }

    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        text.allSatisfy { (0x30...0x39).contains($0) }
    }
}
