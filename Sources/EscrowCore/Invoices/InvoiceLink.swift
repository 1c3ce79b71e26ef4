public import MoneyCore

/// A freelancer's own invoice to the agency, as far as it tells which work it bills.
public struct ReceivedInvoice: Hashable, Sendable {
    public let vatID: String?
    public let accounts: Set<String>
    public let buyerVATID: String?
    /// References, notes and names of lines: where an engagement may be named.
    public let mentions: [String]
    public let from: Day?
    public let to: Day?
    /// With VAT.
    public let gross: Money

    public init(
        vatID: String?, accounts: Set<String>, buyerVATID: String?, mentions: [String],
        from: Day?, to: Day?, gross: Money
    ) {
        self.vatID = vatID
        self.accounts = accounts
        self.buyerVATID = buyerVATID
        self.mentions = mentions
        self.from = from
        self.to = to
        self.gross = gross
    }
}

/// An engagement that a received invoice may bill, with what was billed of it to the client.
public struct LinkCandidate: Hashable, Sendable {
    public let engagement: String
    public let freelancer: String
    public let vatID: String?
    public let accounts: Set<String>
    public let lines: [Line]

    /// The freelancer's part of a line of an invoice to the client.
    public struct Line: Hashable, Sendable {
        /// The invoice's number with the line's, `2013-0001/1`.
        public let name: String
        public let from: Day
        public let to: Day
        public let gross: Money

        public init(name: String, from: Day, to: Day, gross: Money) {
            self.name = name
            self.from = from
            self.to = to
            self.gross = gross
        }
    }

    public init(
        engagement: String, freelancer: String, vatID: String?, accounts: Set<String>,
        lines: [Line]
    ) {
        self.engagement = engagement
        self.freelancer = freelancer
        self.vatID = vatID
        self.accounts = accounts
        self.lines = lines
    }
}

/// Which engagement a received invoice bills, or why a person has to say.
///
/// - Source: docs/spec/invoice-files.md#link
public enum InvoiceLink: Hashable, Sendable {
    case linked(LinkCandidate, lines: [LinkCandidate.Line], by: Ground)
    case open(Reason)

    /// What the link rests on.
    public enum Ground: String, Hashable, Sendable {
        case named
        /// No engagement is named, and the amount fits one alone.
        case amountAlone = "amount-alone"
    }

    /// Why it is not linked, in the order of the checks.
    public enum Reason: Hashable, Sendable {
        /// The buyer's VAT id is not the agency's.
        case otherBuyer(String)
        /// No freelancer has this VAT id or account.
        case unknownSeller
        /// VAT id and accounts are of different freelancers.
        case severalSellers([String])
        case severalEngagements([String])
        /// One engagement is meant, and the amount is that of none of its lines, nor of all in the
        /// period; nil where nothing of it was billed yet.
        case amountDiffers(engagement: String, billed: Money?)
        /// None is named, and the amount fits none.
        case noEngagement
    }
}

extension ReceivedInvoice {
    /// Finds the engagement.
    ///
    /// - Source: docs/spec/invoice-files.md#link
    public func link(among candidates: [LinkCandidate], agencyVATID: String?) -> InvoiceLink {
        if let buyerVATID, let agencyVATID, Self.plain(buyerVATID) != Self.plain(agencyVATID) {
            return .open(.otherBuyer(buyerVATID))
        }
        let own = candidates.filter(isOf)
        let sellers = Set(own.map(\.freelancer)).sorted()
        guard let seller = sellers.first else { return .open(.unknownSeller) }
        guard sellers.count == 1 else { return .open(.severalSellers(sellers)) }
        let named = own.filter { isNamed($0.engagement) }
        let meant = named.isEmpty ? own.filter { $0.freelancer == seller } : named
        let fitting = meant.compactMap { candidate in
            lines(of: candidate).map { (candidate, $0) }
        }
        if fitting.count == 1, let (candidate, lines) = fitting.first {
            return .linked(candidate, lines: lines, by: named.isEmpty ? .amountAlone : .named)
        }
        guard fitting.isEmpty else {
            return .open(.severalEngagements(fitting.map(\.0.engagement).sorted()))
        }
        guard let only = meant.first, meant.count == 1 else {
            return .open(
                named.isEmpty
                    ? .noEngagement : .severalEngagements(named.map(\.engagement).sorted()))
        }
        return .open(
            .amountDiffers(engagement: only.engagement, billed: Self.sum(within(only))))
    }

    private func isOf(_ candidate: LinkCandidate) -> Bool {
        if let vatID, let other = candidate.vatID, Self.plain(vatID) == Self.plain(other) {
            return true
        }
        return !accounts.isDisjoint(with: candidate.accounts)
    }

    /// Whether a text names the code as a word of its own.
    private func isNamed(_ code: String) -> Bool {
        let code = code.uppercased()
        return mentions.contains { mention in
            mention.uppercased().split { !CodeForm.isCode(String($0)) }.contains { word in
                word == code || word.trimmingEnd(".") == code
            }
        }
    }

    /// The lines whose amount it is: one alone, the earliest of them, or all in its period.
    private func lines(of candidate: LinkCandidate) -> [LinkCandidate.Line]? {
        let lines = within(candidate)
        if let line = lines.first(where: { $0.gross == gross }) { return [line] }
        return Self.sum(lines) == gross ? lines : nil
    }

    private func within(_ candidate: LinkCandidate) -> [LinkCandidate.Line] {
        candidate.lines.filter { line in
            (from.map { line.to >= $0 } ?? true) && (to.map { line.from <= $0 } ?? true)
        }
    }

    private static func sum(_ lines: [LinkCandidate.Line]) -> Money? {
        guard let currency = lines.first?.gross.currency else { return nil }
        return try? Money.sum(lines.map(\.gross), in: currency)
    }

    private static func plain(_ id: String) -> String {
        id.uppercased().filter { $0.isLetter || $0.isNumber }
    }
}

extension Substring {
    /// Without a character at its end, such as the point behind a sentence.
    fileprivate func trimmingEnd(_ character: Character) -> Substring {
        last == character ? dropLast() : self
    }
}
