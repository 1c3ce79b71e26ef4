/// Where a receipt stands.
///
/// - Source: docs/spec/receipt.md#states
public enum ReceiptState: Sendable, CaseIterable {
    /// All of it, or a part, waits for its invoice.
    case unidentified
    case unidentifiedNotFinal
    /// It found its invoice, and its split cannot be made.
    case withheld
    case matched
    case matchedNotFinal
    /// Nothing of it is here any more under its name: taken back, sent back, or it met a claim.
    case gone

    public var name: String {
        switch self {
        case .unidentified: "unidentified"
        case .unidentifiedNotFinal: "unidentified, not final"
        case .withheld: "withheld"
        case .matched: "matched"
        case .matchedNotFinal: "matched, not final"
        case .gone: "gone"
        }
    }
}

/// What can happen to a receipt, all of it at once.
public enum ReceiptEvent: Sendable, CaseIterable {
    case match, meet, move, final, takeBack, clawBack, sendBack

    public var name: String {
        switch self {
        case .match: "match"
        case .meet: "meet a claim"
        case .move: "move"
        case .final: "become final"
        case .takeBack: "take back"
        case .clawBack: "claw back"
        case .sendBack: "send back"
        }
    }
}

extension ReceiptState {
    /// Moves on, or refuses.
    ///
    /// - Source: docs/spec/receipt.md#states
    public func after(_ event: ReceiptEvent) throws(IllegalStep) -> ReceiptState {
        switch (self, event) {
        case (.unidentified, .match), (.withheld, .match), (.withheld, .move), (.matched, .move),
            (.matchedNotFinal, .final):
            .matched
        case (.unidentifiedNotFinal, .match), (.matchedNotFinal, .move): .matchedNotFinal
        case (.unidentifiedNotFinal, .final): .unidentified
        case (.withheld, .final): .withheld
        case (.unidentified, .meet), (.unidentified, .takeBack), (.unidentified, .sendBack),
            (.unidentifiedNotFinal, .takeBack), (.withheld, .takeBack), (.withheld, .clawBack),
            (.matched, .takeBack), (.matched, .clawBack), (.matchedNotFinal, .takeBack):
            .gone
        case (.unidentified, .move), (.unidentified, .final), (.unidentified, .clawBack),
            (.unidentifiedNotFinal, .meet), (.unidentifiedNotFinal, .move),
            (.unidentifiedNotFinal, .clawBack), (.unidentifiedNotFinal, .sendBack),
            (.withheld, .meet), (.withheld, .sendBack), (.matched, .match), (.matched, .meet),
            (.matched, .final), (.matched, .sendBack), (.matchedNotFinal, .match),
            (.matchedNotFinal, .meet), (.matchedNotFinal, .clawBack),
            (.matchedNotFinal, .sendBack), (.gone, .match), (.gone, .meet), (.gone, .move),
            (.gone, .final), (.gone, .takeBack), (.gone, .clawBack), (.gone, .sendBack):
            throw IllegalStep(state: name, event: event.name)
        }
    }
}
