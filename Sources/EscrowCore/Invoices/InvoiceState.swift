/// Where an invoice stands, by what is open, written off and left of its contract.
///
/// - Source: docs/spec/invoice.md#states
public enum InvoiceState: Sendable, CaseIterable {
    /// Nothing has come, all of it is open.
    case open
    /// Some has come, the rest is open.
    case part
    /// Nothing is open: all that is left of it has come.
    case settled
    /// Nothing is open, because somebody wrote it off; it is still owed.
    case writtenOff
    /// Nothing is left of it.
    case credited

    public var name: String {
        switch self {
        case .open: "open"
        case .part: "part"
        case .settled: "settled"
        case .writtenOff: "written off"
        case .credited: "credited"
        }
    }

    /// - Parameters:
    ///   - contract: What is left of all parts, in minor units.
    ///   - writtenOff: What nobody expects of it though it is owed.
    ///   - open: What is still expected.
    public init(contract: Int64, writtenOff: Int64, open: Int64) {
        if contract == 0 {
            self = .credited
        } else if open > 0 {
            self = contract - writtenOff > open ? .part : .open
        } else {
            self = writtenOff > 0 ? .writtenOff : .settled
        }
    }
}

/// What can happen to an invoice.
public enum InvoiceEvent: Sendable, CaseIterable {
    /// A receipt of less than what is open.
    case payPart
    /// A receipt of what is open.
    case payRest
    /// A receipt beyond what is open: refundable, or expected again where it was written off.
    case payMore
    /// Some of what came is taken back.
    case takeBackPart
    /// All of what came is taken back.
    case takeBackAll
    /// A credit note that leaves something open, or takes what has come.
    case creditPart
    /// A credit note over all that is open and nothing else.
    case creditOpen
    case writeOff
    case misdirect
    case setOff
    case dispute

    /// As the table of the document writes it.
    public var name: String {
        switch self {
        case .payPart: "pay part"
        case .payRest: "pay rest"
        case .payMore: "pay more"
        case .takeBackPart: "take back part"
        case .takeBackAll: "take back all"
        case .creditPart: "credit part"
        case .creditOpen: "credit open"
        case .writeOff: "write off"
        case .misdirect: "misdirect"
        case .setOff: "set off"
        case .dispute: "dispute"
        }
    }
}

extension InvoiceState {
    /// Moves on, or refuses.
    ///
    /// - Source: docs/spec/invoice.md#states
    public func after(_ event: InvoiceEvent) throws(IllegalStep) -> InvoiceState {
        let next =
            switch self {
            case .open: Self.afterOpen(event)
            case .part: Self.afterPart(event)
            case .settled: Self.afterSettled(event)
            case .writtenOff: Self.afterWrittenOff(event)
            case .credited: Self.afterCredited(event)
            }
        guard let next else { throw IllegalStep(state: name, event: event.name) }
        return next
    }

    private static func afterOpen(_ event: InvoiceEvent) -> InvoiceState? {
        switch event {
        case .payPart: .part
        case .payRest, .payMore: .settled
        case .creditPart, .misdirect, .setOff, .dispute: .open
        case .creditOpen: .credited
        case .writeOff: .writtenOff
        case .takeBackPart, .takeBackAll: nil
        }
    }

    private static func afterPart(_ event: InvoiceEvent) -> InvoiceState? {
        switch event {
        case .payPart, .takeBackPart, .creditPart, .misdirect, .setOff, .dispute: .part
        case .payRest, .payMore, .creditOpen: .settled
        case .takeBackAll: .open
        case .writeOff: .writtenOff
        }
    }

    private static func afterSettled(_ event: InvoiceEvent) -> InvoiceState? {
        switch event {
        case .payMore, .creditPart, .setOff, .dispute: .settled
        case .takeBackPart: .part
        case .takeBackAll: .open
        case .payPart, .payRest, .creditOpen, .writeOff, .misdirect: nil
        }
    }

    private static func afterWrittenOff(_ event: InvoiceEvent) -> InvoiceState? {
        switch event {
        case .payMore, .creditPart, .setOff, .dispute: .writtenOff
        case .takeBackPart: .part
        case .takeBackAll: .open
        case .payPart, .payRest, .creditOpen, .writeOff, .misdirect: nil
        }
    }

    private static func afterCredited(_ event: InvoiceEvent) -> InvoiceState? {
        switch event {
        case .payMore, .setOff: .credited
        case .payPart, .payRest, .takeBackPart, .takeBackAll, .creditPart, .creditOpen, .writeOff,
            .misdirect, .dispute:
            nil
        }
    }
}
