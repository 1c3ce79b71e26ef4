import EscrowCore
import LedgerCore
import MoneyCore

extension ProtectionGathering {
    /// Makes facts of what was gathered.
    func facts() -> ProtectionFacts {
        ProtectionFacts(
            day: day, currency: currency, accounts: accounts.map(account),
            engagements: engagements())
    }

    // MARK: Accounts

    private func account(_ id: TrustAccountID, _ iban: String) -> AccountFacts {
        let here = standing.filter { $0.key.bank == id }
        let isMissing = here.contains { $0.key.account.kind == .cashClaim && $0.value.minor > 0 }
        let entitled = here.filter { $0.key.account.kind == .entitlement }
        let ofAgency = entitled.filter(isAgencyMoney)
        let unidentified = entitled.filter {
            $0.key.account == .unidentified && !isAgencyMoney($0)
        }
        let interest = entitled.filter { $0.key.account == .interestToAllocate }
        var other = EngagementFacts.Holding()
        for (key, row) in here where isOther(key) { add(key, row.minor, to: &other) }
        func sum(_ rows: [Subledger: Standing]) -> Int64 {
            rows.values.reduce(0) { $0 + $1.minor }
        }
        return AccountFacts(
            account: id, iban: iban, terms: terms[id], termsRecordedOn: termsRecordedOn[id],
            ownDebits: ownDebits.filter { $0.value.bank == id }.sorted { $0.key < $1.key }
                .map(\.value.amount),
            agencyMoney: dated(ofAgency).map {
                .init($0.key.account, since: $0.value.since, $0.value.minor)
            },
            ownShare: dated(entitled.filter { isShareToSweep($0, isMissing: isMissing) }).map {
                .init($0.key.account, since: $0.value.since, $0.value.minor)
            }, statements: statementFacts(of: id), shortfalls: shortfalls(here),
            unidentified: dated(unidentified).map { .init($0.value.since, $0.value.minor) },
            interest: sum(interest), other: other, failedOn: failed[id])
    }

    /// What no engagement has and no other list of the account: sales, and a pool.
    private func isOther(_ key: Subledger) -> Bool {
        let listed: Set<Account> = [.unidentified, .interestToAllocate, .agencyTopUp]
        return line(of: key) == nil && !listed.contains(key.account)
    }

    /// In the order of their days, so that the same book gives the same facts.
    private func dated(
        _ rows: [Subledger: Standing]
    ) -> [(key: Subledger, value: Standing)] {
        rows.sorted {
            ($0.value.since, $0.key.account.rawValue, $0.key.source.code)
                < ($1.value.since, $1.key.account.rawValue, $1.key.source.code)
        }
    }

    /// The agency's own money: its top-up, its VAT that was set aside, and what of a top-up could not
    /// be placed.
    private func isAgencyMoney(_ row: (key: Subledger, value: Standing)) -> Bool {
        switch row.key.account {
        case .agencyTopUp, .taxSetAside: true
        case .unidentified:
            row.value.cause == .topUp || row.key.owner.map { roles[$0] == .agency } ?? false
        default: false
        }
    }

    /// 2210 always; 2200 where nothing that is listed lets it wait: a release condition, money
    /// that is not final, a shortfall.
    private func isShareToSweep(
        _ row: (key: Subledger, value: Standing), isMissing: Bool
    ) -> Bool {
        switch row.key.account {
        case .agencyAvailable: return true
        case .agencyHeld:
            let isNotFinal = notFinal[row.key.bank, default: 0] > 0
            return !isMissing && !isNotFinal && line(of: row.key)?.release == .onReceipt
        default: return false
        }
    }

    private func shortfalls(_ rows: [Subledger: Standing]) -> [Shortfall] {
        let claims = dated(rows.filter { $0.key.account.kind == .cashClaim })
        return claims.map { key, value in
            Shortfall(
                account: key.account, debtor: key.owner.flatMap { codes[$0] } ?? "?",
                cause: value.cause, since: value.since, amount: Money(minor: value.minor, currency)
            )
        }
    }

    private func statementFacts(of account: TrustAccountID) -> AccountFacts.StatementFacts {
        let chain = (statements[account] ?? []).sorted {
            ($0.fact.closingDay, $0.sequence) < ($1.fact.closingDay, $1.sequence)
        }
        var facts = AccountFacts.StatementFacts()
        facts.newest = chain.last?.fact.closingDay
        facts.gaps = StatementGap.all(in: chain.map(\.fact.span), after: closedThrough) {
            atBank[account] ?? [:]
        }.map {
            .init(
                closingDay: $0.before.closingDay, closing: $0.before.closing,
                opening: $0.after.opening)
        }
        let movements = (atBank[account] ?? [:]).sorted { $0.key < $1.key }
        var next = 0
        var balance: Int64 = 0
        for (index, statement) in chain.enumerated() {
            let closingDay = statement.fact.closingDay
            while next < movements.count, movements[next].key <= closingDay {
                balance += movements[next].value
                next += 1
            }
            // The newest of one day counts, as in the reconciliation.
            let isNewest =
                index + 1 == chain.count || chain[index + 1].fact.closingDay != closingDay
            let difference = statement.fact.closing.minor - balance
            // From the failure of a bank on its balance is no money any more (1030).
            let isMoney = failed[account].map { closingDay < $0 } ?? true
            if isNewest, isMoney, difference != 0 {
                facts.differences.append(.init(closingDay, difference))
            }
        }
        return facts
    }

    // MARK: Engagements

    private func engagements() -> [EngagementFacts] {
        var money: [SpanKey: [TrustAccountID: EngagementFacts.Holding]] = [:]
        for (key, row) in standing {
            guard let line = line(of: key), let span = span(line.engagement, on: line.from)
            else { continue }
            let place = SpanKey(engagement: line.engagement, validFrom: span.validFrom)
            var holding = money[place]?[key.bank] ?? .init()
            add(key, row.minor, to: &holding)
            money[place, default: [:]][key.bank] = holding
        }
        let empty = accounts.first.map { [$0.id: EngagementFacts.Holding()] } ?? [:]
        var facts: [EngagementFacts] = []
        for (engagement, spans) in spans {
            for span in spans {
                let key = SpanKey(engagement: engagement, validFrom: span.validFrom)
                facts.append(
                    EngagementFacts(
                        code: span.code, validFrom: span.validFrom,
                        client: codes[span.client] ?? "?",
                        freelancer: codes[span.freelancer] ?? "?", title: span.title,
                        routingAgreedOn: span.routingAgreedOn, workFrom: workFrom[key],
                        money: money[key] ?? empty))
            }
        }
        return facts.sorted { ($0.code, $0.validFrom) < ($1.code, $1.validFrom) }
    }

    private func add(
        _ key: Subledger, _ minor: Int64, to holding: inout EngagementFacts.Holding
    ) {
        switch key.account {
        case .freelancerHeld, .freelancerAvailable: holding.inTrust.freelancer += minor
        case .agencyHeld, .agencyAvailable, .taxSetAside: holding.inTrust.agency += minor
        case .unallocated, .clientRefundable: holding.inTrust.client += minor
        case .producerHeld, .producerAvailable: holding.inTrust.producer += minor
        case .disputed, .pool: addByRole(key.owner, minor, to: &holding)
        case .unidentified, .interestToAllocate, .agencyTopUp: holding.inTrust.nobody += minor
        case .expectedFreelancer: holding.withClient.freelancer += minor
        case .expectedAgency: holding.withClient.agency += minor
        case .expectedProducer: holding.withClient.producer += minor
        case .trustBank, .outgoingInFlight, .incomingNotFinal, .balanceAtFailedBank,
            .depositGuaranteeClaim, .dueFromAgencyFee, .dueFromAgencyReturnedReceipt,
            .dueFromBeneficiary, .dueFromClient, .dueFromAgencyMisdirected,
            .dueFromPartyCreditNote, .backedContra, .rounding, .expectedReceipts:
            break
        }
    }

    private func addByRole(
        _ owner: PartyID?, _ minor: Int64, to holding: inout EngagementFacts.Holding
    ) {
        switch owner.flatMap({ roles[$0] }) {
        case .freelancer: holding.inTrust.freelancer += minor
        case .agency: holding.inTrust.agency += minor
        case .client: holding.inTrust.client += minor
        case .producer: holding.inTrust.producer += minor
        case nil: holding.inTrust.nobody += minor
        }
    }

    private func line(of key: Subledger) -> LineFacts? {
        key.source.invoiceLine.flatMap { lines[$0] }
    }
}

extension StatementFact {
    fileprivate var span: StatementSpan {
        StatementSpan(
            id: id, openingDay: openingDay, closingDay: closingDay, opening: opening.minor,
            closing: closing.minor)
    }
}
