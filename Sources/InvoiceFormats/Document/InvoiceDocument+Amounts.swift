package import MoneyCore

extension InvoiceDocument {
    /// The sums of a document (BG-22), in its currency unless said otherwise.
    package struct Totals: Hashable, Sendable {
        /// Of the lines (BT-106).
        package var lines: Money?
        package var allowances: Money?
        package var charges: Money?
        /// Without VAT (BT-109).
        package var net: Money?
        package var vat: Money?
        /// The VAT in the accounting currency (BT-111).
        package var vatAccounting: Money?
        /// With VAT (BT-112).
        package var gross: Money?
        package var prepaid: Money?
        package var rounding: Money?
        /// What is left to pay (BT-115).
        package var payable: Money?

        package init() {}
    }

    /// A VAT category with its rate in percent; O has none.
    package struct Category: Hashable, Sendable {
        /// UNTDID 5305: S, Z, E, AE, K, G, O, L, M.
        package var code: String
        package var rate: ExactDecimal?

        package init(_ code: String, rate: ExactDecimal?) {
            self.code = code
            self.rate = rate
        }
    }

    /// VAT of one category and rate (BG-23).
    package struct Tax: Hashable, Sendable {
        package var category: Category
        package var base: Money?
        package var amount: Money?
        package var reason: String?
        package var reasonCode: String?

        package init(_ category: Category, base: Money?, amount: Money?) {
            self.category = category
            self.base = base
            self.amount = amount
        }
    }

    /// An allowance or a charge, of the document or of a line.
    package struct Adjustment: Hashable, Sendable {
        package var isCharge: Bool
        package var amount: Money?
        package var base: Money?
        package var percent: ExactDecimal?
        package var reason: String?
        package var reasonCode: String?
        package var category: Category?

        package init(isCharge: Bool, amount: Money?) {
            self.isCharge = isCharge
            self.amount = amount
        }
    }

    /// One line (BG-25).
    package struct Line: Hashable, Sendable {
        package var id: String?
        package var name: String?
        package var description: String?
        /// What the seller calls the item (BT-155).
        package var item: String?
        package var order: String?
        package var note: String?
        package var period: Period?
        package var quantity: ExactDecimal?
        /// Recommendation 20: HUR is an hour, C62 a piece.
        package var unit: String?
        /// The net price of `priceBase` units, exact, in major units of the currency.
        package var price: ExactDecimal?
        package var priceBase: ExactDecimal?
        package var adjustments: [Adjustment] = []
        package var category: Category?
        package var net: Money?
        /// Whether the sum of lines counts it: lines that head or explain others do not.
        package var isCounted = true

        package init() {}
    }

    /// Whether it takes back instead of asking for money.
    ///
    /// - Source: UNTDID 1001, the credit notes of EN 16931's list.
    package var isCredit: Bool {
        switch syntax {
        case .ublCreditNote: true
        case .ublInvoice, .cii, .zugferd1: Self.creditCodes.contains(typeCode ?? "")
        }
    }

    private static let creditCodes: Set<String> = [
        "81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532",
    ]

    /// Whether it may have no lines: the two profiles of Factur-X that carry sums alone.
    package var mayLackLines: Bool {
        let text = (customization ?? "").lowercased()
        return text.hasSuffix("minimum") || text.hasSuffix("basicwl")
    }
}
