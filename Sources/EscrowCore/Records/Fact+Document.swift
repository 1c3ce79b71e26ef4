public import MoneyCore

extension Fact {
    /// What a document without an entry of its own day is called, and its day; nil for all else.
    ///
    /// Invoices and sales are entered on their days. What the agency got in its own account is no
    /// document, whenever that was.
    ///
    /// - Source: docs/spec/close.md#rule
    public var document: (name: String, day: Day)? {
        switch self {
        case .creditNote(let note): ("Credit note \(note.number)", note.day)
        case .selfBilling(.issued(let document)):
            ("Self-billing document \(document.number)", document.day)
        case .selfBilling(.corrected(let correction)):
            ("Correction \(correction.number)", correction.day)
        // A day on which things only came back lets nobody expect anything on its own day.
        case .sale(let sales): ("Sales \(sales.number)", sales.day)
        case .selfBilling(.agreed), .selfBilling(.objected): nil
        case .command, .book, .trustAccount, .actor, .role, .party, .engagement, .hours, .invoice,
            .file, .statement, .misdirected, .salesReversal, .bankLine, .entry, .match,
            .plan, .payout,
            .approval, .export,
            .withdrawal, .rule, .actorKey, .change, .consent, .close, .trustTerms, .payoutStatus,
            .pooling, .bankFailure, .setting, .interestAllocation, .payerRule, .writeOff, .setOff,
            .dispute,
            .hoursApproval, .milestone:
            nil
        }
    }
}
