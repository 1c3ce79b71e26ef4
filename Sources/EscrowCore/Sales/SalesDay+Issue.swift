public import LedgerCore
public import MoneyCore

/// One row of a till: units of a product at a base price and a premium each.
public struct Sale: Hashable, Sendable {
    public let product: String
    /// Below zero where units came back.
    public let units: Int64
    /// Per unit.
    public let basePrice: Money
    /// Per unit.
    public let premium: Money
    public let producer: PartyID

    public init(
        product: String, units: Int64, basePrice: Money, premium: Money, producer: PartyID
    ) {
        self.product = product
        self.units = units
        self.basePrice = basePrice
        self.premium = premium
        self.producer = producer
    }
}

/// Why a day's sales cannot be taken, in the order of the checks.
public enum SalesError: Error, Equatable, Sendable {
    case nothingSold
    case currencies
    case overflow
    case tooManyProducts(Int)
    case number(String)
}

/// The facts of a day's sales that are not amounts.
public struct SalesHeading: Hashable, Sendable {
    public let number: String
    public let client: PartyID
    public let bank: TrustAccountID
    public let day: Day
    public let file: [UInt8]

    public init(
        number: String, client: PartyID, bank: TrustAccountID, day: Day, file: [UInt8]
    ) {
        self.number = number
        self.client = client
        self.bank = bank
        self.day = day
        self.file = file
    }
}

extension SalesDay {
    /// Adds up a day's sales per producer and product; what has no premium expects nothing.
    ///
    /// 1,000 units at 5.00 and 0.50: premium 500.00; as consideration at 7 % 467.29 and 32.71 VAT.
    /// A product of which more came back than was sold is a line below zero.
    ///
    /// - Returns: A day with at least one line; no line's part is zero.
    /// - Throws: In the order of the cases of `SalesError`.
    /// - Source: docs/spec/sales.md#arithmetic
    public static func issue(
        _ heading: SalesHeading, _ sales: [Sale], premium: PremiumTerms, release: Release
    ) throws(SalesError) -> SalesDay {
        let totals = try SalesTotals(sales).withPremium
        guard let currency = totals.first?.premium.currency else { throw .nothingSold }
        guard totals.count <= InvoiceLineID.linesMax else { throw .tooManyProducts(totals.count) }
        let body = heading.number.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard let reference = CreditorReference(for: body) else { throw .number(heading.number) }
        let taxes = try Self.vat(of: totals, premium, currency)
        let lines = zip(totals, taxes).map { SalesLine($0, vat: $1, premium) }
            .filter { $0.part.gross.minor != 0 }
        guard !lines.isEmpty else { throw .nothingSold }
        let sum = lines.reduce(UInt128(0)) { $0 + UInt128($1.part.gross.minor.magnitude) }
        guard sum <= UInt128(Int64.max) else { throw .overflow }
        return SalesDay(
            number: heading.number, reference: reference, client: heading.client,
            bank: heading.bank, day: heading.day, premium: premium, release: release,
            file: heading.file, lines: lines)
    }

    /// The VAT inside the day's premium, rounded once over what was sold and once over what came
    /// back, each divided over its lines.
    private static func vat(
        of totals: [SalesTotals.Total], _ premium: PremiumTerms, _ currency: Currency
    ) throws(SalesError) -> [Money] {
        guard case .consideration(let rate, _) = premium else {
            return totals.map { _ in .zero(currency) }
        }
        guard let inside = Share(rate.numerator, over: rate.denominator + rate.numerator) else {
            throw .overflow
        }
        let premiums = totals.map(\.premium.minor)
        let sold = try Self.vat(inside, of: premiums.map { max(0, $0) }, currency)
        let returned = try Self.vat(inside, of: premiums.map { max(0, -$0) }, currency)
        return zip(sold, returned).map { Money(minor: $0 - $1, currency) }
    }

    private static func vat(
        _ inside: Share, of premiums: [Int64], _ currency: Currency
    ) throws(SalesError) -> [Int64] {
        do {
            let sum = try Money.sum(premiums.map { Money(minor: $0, currency) }, in: currency)
            guard sum.isPositive else { return premiums }
            return try sum.times(inside).divided(by: premiums).map(\.minor)
        } catch {
            throw .overflow
        }
    }
}

extension SalesLine {
    fileprivate init(_ total: SalesTotals.Total, vat: Money, _ terms: PremiumTerms) {
        self.init(
            producer: total.producer, product: total.product, units: total.units,
            base: total.base, premium: total.premium, vat: vat, terms)
    }

    /// What the producer gets follows from premium, VAT and terms.
    init(
        producer: PartyID, product: String, units: Int64, base: Money, premium: Money, vat: Money,
        _ terms: PremiumTerms
    ) {
        let net = Money(minor: premium.minor - vat.minor, vat.currency)
        let (gross, status): (Money, VATStatus?) =
            switch terms {
            case .passThrough: (premium, nil)
            case .consideration(let rate, .gross): (premium, .standard(rate))
            case .consideration(_, .net): (net, nil)
            }
        self.init(
            product: product, units: units, base: base, premium: premium, vat: vat,
            part: InvoicePart(
                owner: producer, role: .producer, gross: gross, net: net, vat: status))
    }
}

/// Sales added up per producer and product, in the order in which they first come.
private struct SalesTotals {
    struct Total {
        let producer: PartyID
        let product: String
        var units: Int64
        var base: Money
        var premium: Money
    }

    private struct Key: Hashable {
        let producer: PartyID
        let product: String
    }

    private var totals: [Total] = []

    /// What has a premium, sold or given back.
    var withPremium: [Total] { totals.filter { $0.premium.minor != 0 } }

    init(_ sales: [Sale]) throws(SalesError) {
        var places: [Key: Int] = [:]
        for sale in sales {
            guard let first = sales.first, sale.premium.currency == first.premium.currency,
                sale.basePrice.currency == first.premium.currency
            else { throw .currencies }
            let key = Key(producer: sale.producer, product: sale.product)
            let place = places[key] ?? totals.count
            if place == totals.count {
                places[key] = place
                totals.append(
                    Total(
                        producer: sale.producer, product: sale.product, units: 0,
                        base: .zero(sale.premium.currency), premium: .zero(sale.premium.currency)))
            }
            totals[place].units = try Self.sum(totals[place].units, sale.units, times: 1)
            totals[place].base = try Self.sum(totals[place].base, sale.basePrice, sale.units)
            totals[place].premium = try Self.sum(totals[place].premium, sale.premium, sale.units)
        }
    }

    private static func sum(
        _ total: Int64, _ amount: Int64, times units: Int64
    ) throws(SalesError) -> Int64 {
        let (product, overflow) = amount.multipliedReportingOverflow(by: units)
        let (sum, wraps) = total.addingReportingOverflow(product)
        // A line below zero is taken off as an amount, so its amount has to be one.
        guard !overflow, !wraps, sum != .min else { throw .overflow }
        return sum
    }

    private static func sum(
        _ total: Money, _ price: Money, _ units: Int64
    ) throws(SalesError) -> Money {
        Money(minor: try sum(total.minor, price.minor, times: units), total.currency)
    }
}
