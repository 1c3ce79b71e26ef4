import MoneyCore

/// The charges of an entry or of a payment while they are read.
struct CamtCharges {
    private(set) var charges: [EntryCharge] = []
    private var open: Part?

    private struct Part {
        var amount: Money?
        var isCredit: Bool?
        var isIncluded: Bool?
    }

    static let limit = 100

    /// Begins a charge; one without amount is none.
    mutating func begin() {
        end()
        open = Part()
    }

    mutating func end() {
        if let part = open, let amount = part.amount, charges.count < Self.limit {
            charges.append(
                EntryCharge(amount: amount, isCredit: part.isCredit, isIncluded: part.isIncluded))
        }
        open = nil
    }

    mutating func readAmount(_ amount: Money?) { open?.amount = amount }

    mutating func readDirection(_ text: ArraySlice<UInt8>) {
        open?.isCredit = try? CamtText.isCredit(text)
    }

    mutating func readIncluded(_ text: ArraySlice<UInt8>) {
        open?.isIncluded = CamtText.isTrue(text)
    }
}
