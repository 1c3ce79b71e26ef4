public import MoneyCore

/// What one piece of work costs on both sides: the client's price and the freelancer's, before
/// and after VAT.
///
/// - Source: docs/spec/simulation.md#work
public struct Prices: Hashable, Sendable {
    public let clientNet: Money
    public let clientGross: Money
    public let freelancerNet: Money
    public let freelancerGross: Money

    /// - Throws: `currencyMismatch`, `notPositive`, `netAboveGross`, then `freelancerAboveClient`,
    ///   since a receipt that is smaller than the freelancer's part cannot be split.
    public init(
        clientNet: Money, clientGross: Money, freelancerNet: Money, freelancerGross: Money
    ) throws(CaseFileError) {
        let all = [clientNet, clientGross, freelancerNet, freelancerGross]
        for amount in all where amount.currency != clientNet.currency {
            throw .currencyMismatch(clientNet.currency, amount.currency)
        }
        for amount in all where !amount.isPositive { throw .notPositive(amount) }
        guard clientNet.minor <= clientGross.minor else {
            throw .netAboveGross(net: clientNet, gross: clientGross)
        }
        guard freelancerNet.minor <= freelancerGross.minor else {
            throw .netAboveGross(net: freelancerNet, gross: freelancerGross)
        }
        guard freelancerGross.minor <= clientGross.minor else {
            throw .freelancerAboveClient(freelancer: freelancerGross, client: clientGross)
        }
        self.clientNet = clientNet
        self.clientGross = clientGross
        self.freelancerNet = freelancerNet
        self.freelancerGross = freelancerGross
    }

    /// Prices hours at two rates; each net is rounded once, then its VAT once.
    ///
    /// 160 h at 100.00 and 80.00 with 19 % on both sides: 19,040.00 and 15,232.00.
    ///
    /// - Throws: `overflow`, then as the other initialiser.
    public init(
        hours: Hours, clientRate: Money, freelancerRate: Money, clientVAT: ClientVAT,
        freelancerVAT: FreelancerVAT
    ) throws(CaseFileError) {
        let clientNet: Money
        let clientGross: Money
        let freelancerNet: Money
        let freelancerGross: Money
        do {
            clientNet = try hours.at(ratePerHour: clientRate)
            clientGross = try clientNet.adding(clientNet.times(clientVAT.rate))
            freelancerNet = try hours.at(ratePerHour: freelancerRate)
            freelancerGross = try freelancerNet.adding(freelancerNet.times(freelancerVAT.rate))
        } catch {
            throw .overflow
        }
        try self.init(
            clientNet: clientNet, clientGross: clientGross, freelancerNet: freelancerNet,
            freelancerGross: freelancerGross)
    }

    /// The agency's part of the client's gross: what is left beside the freelancer's gross.
    public var agencyGross: Money {
        Money(minor: clientGross.minor - freelancerGross.minor, clientGross.currency)
    }

    /// The VAT that the agency owes on this work less the input VAT it may deduct; negative is a
    /// refund.
    public var agencyVAT: Money {
        let output = clientGross.minor - clientNet.minor
        let input = freelancerGross.minor - freelancerNet.minor
        return Money(minor: output - input, clientGross.currency)
    }
}
