public import LedgerCore
public import MoneyCore

/// What is asked to be credited of one line.
public struct CreditDemand: Hashable, Sendable {
    public let net: Money
    /// By how much the part of a party falls, where somebody says so.
    public let stated: [PartyID: Money]

    public init(net: Money, stated: [PartyID: Money]) {
        self.net = net
        self.stated = stated
    }
}

/// What earlier credit notes took off a line.
public struct CreditedBefore: Hashable, Sendable {
    public let net: Int64
    public let vat: Int64

    public init(net: Int64, vat: Int64) {
        self.net = net
        self.vat = vat
    }
}

/// A line's part as a credit note finds it, in minor units.
public struct CreditedPart: Hashable, Sendable {
    public let part: LinePart
    /// What its owner still expects.
    public let expected: Int64
    public let writtenOff: Int64
    /// Where the owner's money of the line stands.
    public let standing: Standing

    public init(part: LinePart, expected: Int64, writtenOff: Int64, standing: Standing) {
        self.part = part
        self.expected = expected
        self.writtenOff = writtenOff
        self.standing = standing
    }

    var contract: Int64 { part.part.whole }
}

/// Why a line cannot be credited, in the order of the checks.
public enum CreditError: Error, Equatable, Sendable {
    case notPositive(Money)
    /// More net than is left of the line.
    case moreThanLine(left: Money)
    case noPart(PartyID)
    /// A stated part that is negative, or more than the party's part of the contract.
    case partTooLarge(PartyID, contract: Money)
    /// More gross than is left of the contract: a dispute decided for the client took it.
    case moreThanContract(left: Money)
    /// The stated parts, or what is left for the others, do not come to the gross amount.
    case partsDiffer(gross: Money, stated: Money)
    case overflow
}

extension CreditDemand {
    /// The VAT that belongs to the net amount: rounded over all that is credited of the line, and
    /// exactly the line's once its whole net is.
    ///
    /// - Throws: `notPositive`, `moreThanLine`, `overflow`.
    /// - Source: docs/spec/invoice.md#credit-notes
    public func vat(
        on line: InvoiceLine, before: CreditedBefore
    ) throws(CreditError) -> Money {
        guard net.isPositive, net.currency == line.net.currency else { throw .notPositive(net) }
        let left = Money(minor: line.net.minor - before.net, net.currency)
        guard net.minor <= left.minor else { throw .moreThanLine(left: left) }
        let whole = line.gross.minor - line.net.minor
        guard net.minor < left.minor else {
            return Money(minor: whole - before.vat, net.currency)
        }
        do {
            let credited = Money(minor: before.net + net.minor, net.currency)
            let vat = try credited.times(line.clientVAT.rate)
            return Money(minor: min(max(vat.minor, before.vat), whole) - before.vat, net.currency)
        } catch {
            throw .overflow
        }
    }

    /// What each part falls by: as stated, and the rest in proportion to the other parts of the
    /// contract, by largest remainder.
    ///
    /// 1,190.00 of 15,232.00 and 3,808.00 is 952.00 and 238.00.
    ///
    /// - Throws: `noPart`, `partTooLarge`, `moreThanContract`, `partsDiffer`.
    public func parts(
        of gross: Money, among parts: [CreditedPart]
    ) throws(CreditError) -> [CreditNote.Part] {
        let currency = gross.currency
        for owner in stated.keys.sorted() where !parts.contains(where: { $0.part.owner == owner }) {
            throw .noPart(owner)
        }
        var left = gross.minor
        for part in parts {
            guard let amount = stated[part.part.owner] else { continue }
            guard amount.minor >= 0, amount.minor <= part.contract else {
                throw .partTooLarge(
                    part.part.owner, contract: Money(minor: part.contract, currency))
            }
            left -= amount.minor
        }
        let contracts = parts.reduce(Int64(0)) { $0 + $1.contract }
        guard gross.minor <= contracts else {
            throw .moreThanContract(left: Money(minor: contracts, currency))
        }
        let weights = parts.map { stated[$0.part.owner] == nil ? $0.contract : 0 }
        let open = weights.reduce(0, +)
        guard left == 0 || (left > 0 && left <= open) else {
            throw .partsDiffer(
                gross: gross, stated: Money(minor: gross.minor - left, currency))
        }
        let rest =
            left == 0
            ? weights.map { _ in Money.zero(currency) }
            : (try? Money(minor: left, currency).divided(by: weights)) ?? []
        return zip(parts, rest).map { part, share in
            let amount = stated[part.part.owner] ?? share
            let unexpected = max(0, amount.minor - part.expected)
            return CreditNote.Part(
                owner: part.part.owner, amount: amount,
                ofWrittenOff: Money(minor: min(unexpected, part.writtenOff), currency))
        }
    }
}
