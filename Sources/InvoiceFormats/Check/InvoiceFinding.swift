package import MoneyCore

/// Something about an invoice that does not agree, or that could not be read.
///
/// - Source: docs/spec/invoice-files.md#findings
package struct InvoiceFinding: Hashable, Sendable {
    /// The rule by its name in EN 16931 where it has one, such as `BR-CO-15`.
    package let rule: String
    package let weight: Weight
    /// Where: `line 3`, `VAT S 19`; nil for the document as a whole.
    package let place: String?
    package let message: String
    /// By how much the written amount is too high; nil where no amount is meant.
    package let off: Money?

    package init(
        _ rule: String, _ weight: Weight, place: String? = nil, _ message: String,
        off: Money? = nil
    ) {
        self.rule = rule
        self.weight = weight
        self.place = place
        self.message = message
        self.off = off
    }

    /// Whether somebody has to do something.
    package enum Weight: String, Sendable, CaseIterable {
        case error
        case warning
    }
}
