import EscrowCore
import InsolvencyCore
import LedgerCore
import MoneyCore

extension CaseGathering {
    /// Makes the case of what was gathered.
    func caseFile(head: CaseFile.BookHead, isSample: Bool) throws -> CaseFile {
        do throws(CaseFileError) {
            var items: [WorkItem] = []
            for id in lineOrder {
                guard let facts = lines[id] else { continue }
                items.append(try invoiced(facts))
            }
            for engagement in unbilled.keys.sorted() { items += try uninvoiced(engagement) }
            return try CaseFile(
                currency: currency, filingDay: filingDay, head: head, isSample: isSample,
                clients: clients, freelancers: freelancers, items: items, trust: trust)
        } catch {
            throw Refusal(
                "simulate.case", "the book makes no case: \(error)",
                remedy: "correct the facts that are named, or choose another day")
        }
    }

    var trust: TrustPosition {
        func sum(_ accounts: Account...) -> Money {
            Money(minor: accounts.reduce(0) { $0 + balances[$1, default: 0] }, currency)
        }
        let missing = balances.filter { $0.key.kind == .cashClaim }.reduce(0) { $0 + $1.value }
        return TrustPosition(
            unidentified: sum(.unidentified, .unallocated, .interestToAllocate),
            refundable: sum(.clientRefundable), shortfall: Money(minor: missing, currency),
            agencyTopUp: sum(.agencyTopUp))
    }

    func invoiced(_ facts: LineFacts) throws(CaseFileError) -> WorkItem {
        let line = facts.line
        let span = terms(line.engagement, on: line.from)
        let producers = line.parts.filter { $0.role == .producer }
        let prices = try prices(
            net: line.net, gross: line.gross,
            freelancer: (line.freelancerNet, line.freelancerGross),
            premiums: producers.map { ($0.net, $0.gross) })
        return WorkItem(
            engagement: span?.code ?? "\(line.engagement)", client: code(facts.client),
            freelancer: code(line.freelancer), clientVAT: line.clientVAT.ofClient,
            freelancerVAT: line.freelancerVAT.ofFreelancer, title: span?.title ?? .agency,
            routingAgreedOn: span?.routingAgreedOn, policy: line.policy,
            performedFrom: min(line.from, filingDay), performedTo: min(line.to, filingDay),
            hours: line.hours, prices: prices, invoice: facts.invoice, receipts: facts.receipts,
            payouts: facts.kept, holding: holding(facts))
    }

    private func holding(_ facts: LineFacts) -> WorkItem.Holding {
        func money(_ minor: Int64) -> Money { Money(minor: minor, currency) }
        func inFlight(_ owner: PartyID) -> Int64 {
            let back = max(0, facts.returned[owner, default: 0] - facts.settled[owner, default: 0])
            return max(0, facts.inFlight[owner, default: 0] - back)
        }
        let agency = facts.agency
        let freelancer = facts.line.freelancer
        let paid = facts.settled[agency, default: 0] - facts.returned[agency, default: 0]
        return WorkItem.Holding(
            freelancer: money(facts.entitled[freelancer, default: 0]),
            freelancerInFlight: money(inFlight(freelancer)),
            agency: money(facts.entitled[agency, default: 0]),
            agencyInFlight: money(inFlight(agency)), agencyPaid: money(max(0, paid)))
    }

    /// Work that no invoice has billed: one item per span of terms.
    func uninvoiced(_ engagement: EngagementID) throws(CaseFileError) -> [WorkItem] {
        var items: [WorkItem] = []
        for span in spans[engagement] ?? [] {
            let days = (unbilled[engagement] ?? [:]).filter { span.holds(on: $0.key) }
            guard let from = days.keys.min(), let to = days.keys.max() else { continue }
            let hours = Hours(seconds: days.values.reduce(0, +))
            let clientVAT = span.clientVAT.ofClient
            let freelancerVAT = span.freelancerVAT.ofFreelancer
            var prices = try ruled(span, hours)
            if prices == nil {
                prices = try Prices(
                    hours: hours, clientRate: span.clientRate, freelancerRate: span.freelancerRate,
                    clientVAT: clientVAT, freelancerVAT: freelancerVAT)
            }
            guard let prices else { continue }
            items.append(
                WorkItem(
                    engagement: span.code, client: code(span.client),
                    freelancer: code(span.freelancer), clientVAT: clientVAT,
                    freelancerVAT: freelancerVAT, title: span.title,
                    routingAgreedOn: span.routingAgreedOn, policy: span.policy,
                    performedFrom: from, performedTo: to, hours: hours, prices: prices))
        }
        return items
    }

    private func terms(_ engagement: EngagementID, on day: Day) -> EngagementTerms? {
        let spans = spans[engagement] ?? []
        return spans.first { $0.holds(on: day) } ?? spans.first
    }

    private func code(_ party: PartyID) -> String { codes[party] ?? "\(party)" }
}

/// Prices where lines have more parts than two.
extension CaseGathering {
    /// A case knows client, freelancer and agency: what passes to producers is nobody's of them, so
    /// it is left out of the client's side.
    fileprivate func prices(
        net: Money, gross: Money, freelancer: (net: Money, gross: Money),
        premiums: [(net: Money, gross: Money)]
    ) throws(CaseFileError) -> Prices {
        let clientGross = premiums.reduce(gross.minor) { $0 - $1.gross.minor }
        let clientNet = premiums.reduce(net.minor) { $0 - $1.net.minor }
        // Where the client pays no VAT and a producer has it inside, more net is left than gross.
        return try Prices(
            clientNet: Money(minor: min(clientGross, max(1, clientNet)), currency),
            clientGross: Money(minor: clientGross, currency), freelancerNet: freelancer.net,
            freelancerGross: freelancer.gross)
    }

    /// What an invoice would make of hours by the rule of their terms; nil without a rule, and where
    /// the rule could not divide them.
    fileprivate func ruled(
        _ span: EngagementTerms, _ hours: Hours
    ) throws(CaseFileError) -> Prices? {
        guard let rule = span.rule.flatMap({ rules[$0] }),
            let net = try? hours.at(ratePerHour: span.clientRate),
            let gross = try? net.adding(net.times(span.clientVAT.rate)),
            let parts = try? SplitRule.divide([
                RuledLine(
                    rule: rule, net: net, gross: gross, hours: hours,
                    freelancerRate: span.freelancerRate, clientVAT: span.clientVAT,
                    freelancerVAT: span.freelancerVAT, policy: span.policy)
            ]).first, let freelancer = parts.first(where: { $0.payee == .freelancer })
        else { return nil }
        return try prices(
            net: net, gross: gross, freelancer: (freelancer.net, freelancer.gross),
            premiums: parts.filter { $0.payee.role == .producer }.map { ($0.net, $0.gross) })
    }
}

extension CaseGathering.LineFacts {
    /// Settled payouts to the freelancer, without those that came back; the newest came back.
    fileprivate var kept: [WorkItem.Movement] {
        var back = min(returned[line.freelancer, default: 0], settled[line.freelancer, default: 0])
        var kept: [WorkItem.Movement] = []
        for movement in payouts.reversed() {
            let gone = min(back, movement.amount.minor)
            back -= gone
            let rest = movement.amount.minor - gone
            guard rest > 0 else { continue }
            kept.insert(
                WorkItem.Movement(
                    day: movement.day, amount: Money(minor: rest, movement.amount.currency)),
                at: 0)
        }
        return kept
    }
}

extension VATStatus {
    fileprivate var ofClient: ClientVAT {
        switch self {
        case .standard(let rate): .domestic(rate)
        case .smallBusiness, .reverseCharge, .foreign: .reverseCharge
        }
    }

    fileprivate var ofFreelancer: FreelancerVAT {
        switch self {
        case .standard(let rate): .domestic(rate)
        case .smallBusiness: .smallEntrepreneur
        case .reverseCharge, .foreign: .reverseCharge
        }
    }
}
