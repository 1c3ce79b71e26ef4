import LedgerCore
import MoneyCore

/// A gross amount with the VAT inside, while parts of it fall away.
///
/// VAT is rounded over all that fell away, so that with the whole amount exactly its VAT is gone.
struct AgencyAmount: Hashable, Sendable {
    let gross: Int64
    let vat: Int64
    private var off: Int64 = 0
    private var offVAT: Int64 = 0

    init(gross: Int64, vat: Int64) {
        self.gross = gross
        self.vat = vat
    }

    /// The VAT that is left.
    var openVAT: Int64 { vat - offVAT }

    /// Takes off an amount.
    ///
    /// - Returns: The VAT inside it: as stated, else in proportion.
    mutating func take(_ minor: Int64, vat stated: Int64? = nil) -> Int64 {
        off += minor
        let part = stated ?? min(max(0, target - offVAT), minor)
        offVAT += part
        return part
    }

    /// Puts an amount back.
    ///
    /// - Returns: The VAT inside it.
    mutating func putBack(_ minor: Int64) -> Int64 {
        off -= minor
        let part = min(max(0, offVAT - target), minor)
        offVAT -= part
        return part
    }

    /// The VAT of what is off, rounded half away from zero.
    private var target: Int64 {
        guard gross > 0 else { return 0 }
        return Int64((2 * Int128(off) * Int128(vat) + Int128(gross)) / (2 * Int128(gross)))
    }
}

/// A line of an invoice as the agency's own book knows it: what the client owes, and what the agency
/// owes to the others.
struct AgencyContract: Hashable, Sendable {
    let number: String
    let client: PartyID
    let status: VATStatus
    var sale: AgencyAmount
    var costs: [PartyID: Cost] = [:]
    /// Whether the freelancer objected to the document that billed his side.
    var isSuspended = false

    /// What the agency gets from one party.
    struct Cost: Hashable, Sendable {
        let status: VATStatus
        /// What the agency owes for it where the tax is the recipient's.
        let reverseRate: Share
        var amount: AgencyAmount
    }

    init(_ invoice: Invoice, _ line: InvoiceLine) {
        number = invoice.number
        client = invoice.client
        status = line.clientVAT
        sale = AgencyAmount(
            gross: line.gross.minor, vat: line.gross.minor - line.net.minor)
        for part in line.parts where part.role != .agency && part.gross.isPositive {
            costs[part.owner] = Cost(part, on: line.to)
        }
    }

    private func output(_ minor: Int64) -> AgencyBooking.Tax? {
        AgencyBooking.Tax.output(status, minor)
    }

    /// The client owes less: by a credit note with its stated VAT, by a dispute, by a write-off.
    mutating func lower(
        _ minor: Int64, vat stated: Int64? = nil, to account: AgencyAccount? = nil
    ) -> AgencyBooking {
        let tax = output(sale.take(minor, vat: stated))
        return AgencyBooking(account ?? .revenue(status), .receivable(client), minor, tax: tax)
    }

    /// What was written off is owed again.
    mutating func raise(_ minor: Int64) -> AgencyBooking {
        let tax = output(sale.putBack(minor))
        return AgencyBooking(.receivable(client), .badDebts, minor, tax: tax)
    }

    /// The agency owes a party less.
    mutating func lower(_ minor: Int64, of owner: PartyID) -> AgencyBooking? {
        guard var cost = costs[owner] else { return nil }
        let tax = cost.tax(cost.amount.take(minor), isSuspended: isSuspended)
        costs[owner] = cost
        return AgencyBooking(.payable(owner), .services(cost.status), minor, tax: tax)
    }

    /// And again as much.
    mutating func raise(_ minor: Int64, of owner: PartyID) -> AgencyBooking? {
        guard var cost = costs[owner] else { return nil }
        let tax = cost.tax(cost.amount.putBack(minor), isSuspended: isSuspended)
        costs[owner] = cost
        return AgencyBooking(.services(cost.status), .payable(owner), minor, tax: tax)
    }
}

extension AgencyContract {
    /// What the client owes changes: less on an account, or again what was written off.
    mutating func change(by minor: Int64, to account: AgencyAccount?) -> AgencyBooking {
        minor < 0 ? lower(-minor, to: account) : raise(minor)
    }

    /// What a party is owed changes; nil for the agency's own part.
    mutating func change(by minor: Int64, of owner: PartyID) -> AgencyBooking? {
        minor < 0 ? lower(-minor, of: owner) : raise(minor, of: owner)
    }
}

extension AgencyContract.Cost {
    init(_ part: InvoicePart, on day: Day) {
        status = part.vat ?? .foreign
        let vat: Int64 =
            switch status {
            case .standard: part.gross.minor - part.net.minor
            case .reverseCharge:
                (try? part.net.times(Self.reverseChargeRate(on: day)).minor) ?? 0
            case .smallBusiness, .foreign: 0
            }
        amount = AgencyAmount(gross: part.gross.minor, vat: vat)
        reverseRate = Self.reverseChargeRate(on: day)
    }

    /// What the recipient owes is the standard rate of the day of supply.
    static func reverseChargeRate(on day: Day) -> Share {
        Share(VATRates.on(day)?.standard ?? 0, over: 100) ?? .zero
    }

    func tax(_ minor: Int64, isSuspended: Bool) -> AgencyBooking.Tax? {
        switch status {
        case .standard(let rate): AgencyBooking.Tax(isSuspended ? .suspended : .input, rate, minor)
        case .reverseCharge: AgencyBooking.Tax(.reverseCharge, reverseRate, minor)
        case .smallBusiness, .foreign: nil
        }
    }
}

extension AgencyBooking.Tax {
    /// The VAT of a sale; nil where it has none.
    static func output(_ status: VATStatus, _ minor: Int64) -> AgencyBooking.Tax? {
        switch status {
        case .standard(let rate): AgencyBooking.Tax(.output, rate, minor)
        case .smallBusiness, .reverseCharge, .foreign: nil
        }
    }
}
