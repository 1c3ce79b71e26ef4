public import LedgerCore
public import MoneyCore

extension Candidates {
    /// No more than this part of what is open may be missing, whatever the limit: one in so many.
    private static let mostMissing: Int64 = 20

    /// Whether the payer's account says that he is this client, or a name that no other client has.
    public func isBacked(_ client: PartyID) -> Bool {
        payer?.party == client || (payer == nil && namesakes == [client])
    }

    /// Whether a number counts: what may be a day, or another client's by its account, does not.
    public func counts(_ named: NamedInvoice) -> Bool {
        switch named.writing {
        case .exact, .endToEnd: true
        case .mistyped: payer?.knownBy != .account || payer?.party == named.invoice.client
        case .perhaps: isBacked(named.invoice.client) && named.invoice.open.isPositive
        }
    }

    /// Whether the payer's account or name says that he is not the client of an invoice.
    ///
    /// What is written out of the client whose account it is by a person's word is his, whatever
    /// name the account has.
    func isContradicted(_ named: NamedInvoice) -> Bool {
        if let payer, payer.party != named.invoice.client { return true }
        if payer != nil, named.writing < .mistyped { return false }
        return isAnothers(named.invoice.client)
    }

    /// Whether the payer has the name of another client.
    func isAnothers(_ client: PartyID) -> Bool {
        payer?.knownBy != .account && !namesakes.isEmpty && !namesakes.contains(client)
    }

    /// What is missing of an invoice when the receipt pays it: nil for more than may be missing.
    private func missing(of invoice: OpenInvoice) -> Money? {
        guard invoice.open.currency == amount.currency else { return nil }
        let (minor, overflow) = invoice.open.minor.subtractingReportingOverflow(amount.minor)
        guard !overflow, minor >= 0, minor <= limit.minor,
            minor <= invoice.open.minor / Self.mostMissing
        else { return nil }
        return Money(minor: minor, amount.currency)
    }

    /// Whether the amount is what is open of an invoice, but for a difference within the limit, if
    /// the payer is its client.
    func pays(_ invoice: OpenInvoice) -> Bool {
        guard invoice.open.isPositive, let missing = missing(of: invoice) else { return false }
        return missing.isZero || isBacked(invoice.client)
    }

    /// The one invoice with the amount, when the payer's account is its client's and a number of
    /// his is its own but for two digits that are the other way round; what is written out and fits
    /// comes before.
    var transposed: OpenInvoice? {
        guard let payer, payer.knownBy == .account, let open,
            let only = open.withAmount.first, open.withAmount.count == 1,
            written.contains(where: { $0.isTransposed(only.form) }),
            !named.contains(where: {
                $0.invoice.client == payer.party
                    || ($0.writing < .mistyped && $0.invoice.open == amount)
            })
        else { return nil }
        return only
    }

    /// All of the receipt is for one invoice.
    func whole(_ invoice: OpenInvoice, by rule: Matching.Rule) -> Matching {
        let missing = invoice.open.isPositive ? missing(of: invoice) : nil
        return .invoices(
            [
                Matching.Placement(
                    invoice.id, amount, difference: missing ?? .zero(amount.currency))
            ], by: rule)
    }

    /// The receipt pays exactly all of these invoices, all of one client.
    func together(
        _ invoices: [OpenInvoice], by rule: Matching.Rule
    ) -> Matching? {
        guard Set(invoices.map(\.client)).count == 1 else { return nil }
        var sum: Int64 = 0
        for invoice in invoices {
            guard invoice.open.isPositive, invoice.open.currency == amount.currency else {
                return nil
            }
            let (next, overflow) = sum.addingReportingOverflow(invoice.open.minor)
            guard !overflow else { return nil }
            sum = next
        }
        guard sum == amount.minor else { return nil }
        return .invoices(
            invoices.map {
                Matching.Placement($0.id, $0.open, difference: .zero(amount.currency))
            }, by: rule)
    }
}
