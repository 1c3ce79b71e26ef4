public import MoneyCore

/// What an id can be the id of.
///
/// The things themselves live in the layer that knows them.
public enum PartyMark: Identified { public static let idPrefix = "PA" }
public enum ActorMark: Identified { public static let idPrefix = "AC" }
public enum TrustAccountMark: Identified { public static let idPrefix = "TA" }
public enum EngagementMark: Identified { public static let idPrefix = "EN" }
public enum InvoiceMark: Identified { public static let idPrefix = "IN" }
public enum InvoiceLineMark: Identified { public static let idPrefix = "IL" }
public enum BankLineMark: Identified { public static let idPrefix = "BL" }
public enum PlanMark: Identified { public static let idPrefix = "PP" }
public enum PayoutMark: Identified { public static let idPrefix = "PO" }
public enum ChangeMark: Identified { public static let idPrefix = "CH" }
public enum DisputeMark: Identified { public static let idPrefix = "DI" }
public enum RuleMark: Identified { public static let idPrefix = "RU" }

public typealias PartyID = ID<PartyMark>
public typealias ActorID = ID<ActorMark>
public typealias TrustAccountID = ID<TrustAccountMark>
public typealias EngagementID = ID<EngagementMark>
public typealias InvoiceID = ID<InvoiceMark>
public typealias InvoiceLineID = ID<InvoiceLineMark>
public typealias BankLineID = ID<BankLineMark>
public typealias PlanID = ID<PlanMark>
public typealias PayoutID = ID<PayoutMark>
public typealias ChangeID = ID<ChangeMark>
public typealias DisputeID = ID<DisputeMark>
public typealias RuleID = ID<RuleMark>

/// An invoice line has no record of its own: its id is the invoice's with the line's number.
///
/// - Source: docs/spec/log.md#ids
extension ID where Kind == InvoiceLineMark {
    /// How many lines one invoice can have.
    public static var linesMax: Int { 4095 }

    /// - Parameters:
    ///   - invoice: The invoice that the line stands on.
    ///   - number: The line's place on it, 1 to 4095.
    public init(invoice: InvoiceID, number: Int) {
        precondition((1...Self.linesMax).contains(number), "an invoice has 1 to 4095 lines")
        self.init(sequence: invoice.sequence << 12 | Int64(number))
    }

    public var invoice: InvoiceID { InvoiceID(sequence: sequence >> 12) }

    /// The line's place on its invoice, from 1.
    public var number: Int { Int(sequence & 0xFFF) }
}
