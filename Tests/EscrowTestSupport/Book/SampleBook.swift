package import EscrowCore
package import EscrowEngine
import Evidence
package import LedgerCore
package import MoneyCore

/// A small book for tests: an agency, clients C-01.., freelancers F-01.., and steps by one call.
package struct SampleBook: Sendable {
    package let store: any LedgerStore
    package static let clerk = "clerk"
    package static let approver = "approver"
    package static let trustIBAN = "DE89370400440532013000"

    package init(_ store: any LedgerStore) { self.store = store }

    /// The engine at a time; the sample book takes it.
    package func engine(at time: String = "2013-01-01T08:00:00Z") -> Engine {
        let instant = Instant(time) ?? Instant(microseconds: 0)
        return Engine(
            store: store,
            surroundings: Surroundings(
                now: { instant }, givenTime: instant, day: { instant, _ in instant.utcDay }))
    }

    package static func call(_ name: String, by actor: String = clerk) -> CommandCall {
        CommandCall(name, by: actor, as: actor == approver ? .approver : .clerk)
    }

    package static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

    package static func euro(_ text: String) -> Money { Money(text, .eur) ?? .zero(.eur) }

    /// Opens the book with its agency.
    package func open(at time: String = "2013-01-01T08:00:00Z") async throws {
        let engine = engine(at: time)
        _ = try await engine.open(
            OpeningRequest(
                currency: .eur, timeZone: "UTC", isSample: true,
                account: TrustAccount(
                    iban: try IBAN(Self.trustIBAN), bic: nil, holder: "Trustee T-01",
                    currency: .eur),
                clerk: Self.clerk, approver: Self.approver))
        try await add(.agency, "A-01", number: 1)
    }

    /// Adds a party with an account of its own.
    package func add(_ role: PartyRole, _ code: String, number: Int) async throws {
        let details = PartyDetails(
            name: "\(role.name) \(code)", address: nil, iban: Self.account(number), vatID: nil,
            taxNumber: nil)
        _ = try await engine(at: try await time(nil, on: Self.day("2013-01-01"))).addParties(
            [
                PartyRequest(
                    code: code, role: role, validFrom: Self.day("2012-01-01"), details: details)
            ], Self.call("party add"))
    }

    /// A valid German account that nobody has.
    package static func account(_ number: Int) -> IBAN? {
        IBAN.german(bankCode: "10000000", account: "\(number)")
    }

    /// Adds an engagement at 100.00 / 80.00 with 19 % on both sides.
    package func engage(
        _ code: String, client: String, freelancer: String, clientRate: String = "100.00",
        freelancerRate: String = "80.00", freelancerVAT: VATStatus? = nil,
        policy: SplitPolicy = .proRata, release: Release = .onReceipt
    ) async throws {
        let domestic = VATStatus("19") ?? .smallBusiness
        _ = try await engine(at: try await time(nil, on: Self.day("2013-01-01"))).addEngagements(
            [
                EngagementRequest(
                    code: code, client: client, freelancer: freelancer,
                    validFrom: Self.day("2012-10-01"), validTo: nil,
                    clientRate: Self.euro(clientRate), freelancerRate: Self.euro(freelancerRate),
                    clientVAT: domestic, freelancerVAT: freelancerVAT ?? domestic,
                    title: .freelancer, policy: policy, release: release, termDays: 30,
                    routingAgreedOn: Self.day("2012-10-01"), subject: "Work")
            ], Self.call("engagement add"))
    }

    /// The time given, or the first at which a day has come and nothing is newer.
    private func time(_ given: String?, on day: Day) async throws -> String {
        if let given { return given }
        let morning = "\(day)T08:00:00Z"
        let newest = try await store.read { try $0.head() }?.recordedAt
        guard let newest, let first = Instant(morning), newest > first else { return morning }
        return "\(newest)"
    }

    /// Records hours on one day after another, 8 a day.
    package func work(
        _ engagement: String, from: String, hours: Int, at time: String? = nil
    ) async throws {
        var requests: [HoursRequest] = []
        for index in 0..<((hours + 7) / 8) {
            let seconds = Int64(min(8, hours - index * 8)) * 3600
            requests.append(
                HoursRequest(
                    engagement: engagement, day: Self.day(from).adding(days: index),
                    hours: Hours(seconds: seconds)))
        }
        let last = requests.last?.day ?? Self.day(from)
        _ = try await engine(at: try await self.time(time, on: last)).recordHours(
            requests, Self.call("hours add"))
    }

    /// Issues an invoice of all that is open.
    package func invoice(
        _ client: String, on day: String, at time: String? = nil
    ) async throws -> Answer {
        try await engine(at: try await self.time(time, on: Self.day(day))).issueInvoice(
            InvoiceRequest(
                number: nil, client: client, day: Self.day(day), through: nil, engagements: []),
            Self.call("invoice issue"))
    }

    /// Imports bank lines of one day as a file of their own.
    package func bank(
        _ lines: [BankLine], id: String, day: String, opening: String = "0.00",
        at time: String? = nil, of account: IBAN? = nil, number: Int64? = nil,
        isAdvice: Bool = false, advised: BankLine? = nil
    ) async throws -> Answer {
        let trust = try account ?? IBAN(Self.trustIBAN)
        let opening = Self.euro(opening)
        let closing = lines.reduce(opening.minor) { $0 + $1.amount.minor }
        let statement = BankStatement(
            account: trust, id: id, number: number, opening: opening,
            openingDay: Self.day(day), closing: Money(minor: closing, .eur),
            closingDay: Self.day(day))
        let bytes = Array("\(id) \(lines)".utf8)
        let digest = try SHA256Hasher().digest(of: bytes)
        let file = BankFile(
            name: "\(id).xml", digest: digest, size: Int64(bytes.count),
            statements: [
                BankFile.Heading(
                    accountText: trust.electronic, currency: "EUR",
                    statement: isAdvice ? nil : statement, notBooked: [],
                    adviceOf: isAdvice ? trust.electronic : nil)
            ],
            forEachLine: { body in for line in lines { try body(0, line) } },
            forEachPiece: { body in
                try body(
                    FilePiece(
                        index: 0, size: bytes.count, compressed: try Deflate.compress(bytes)))
            }, explain: { _, line in advised.flatMap(line.explained) })
        return try await engine(at: time ?? "\(day)T18:00:00Z").importBank(file, by: Self.clerk)
    }

    /// A bank line; a positive amount came in.
    package static func line(
        _ amount: String, on day: String, reference: String? = nil, text: String = "",
        endToEnd: String? = nil, account: String? = nil, kind: BankLine.Kind = .transfer,
        place: String = "entry", bankReference: String? = nil, name: String? = nil
    ) -> BankLine {
        BankLine(
            amount: euro(amount), bookingDay: Self.day(day), valueDay: Self.day(day),
            bankReference: bankReference, endToEndID: endToEnd, creditorReference: reference,
            remittance: text, counterpartyName: name, counterpartyAccount: account, kind: kind,
            returnReason: kind == .returned ? "AC04" : nil, place: place)
    }

    /// Plans all that is free of a kind.
    package func plan(
        _ kind: PayoutRequest.Kind = .entitlements, at time: String, payees: [String] = [],
        account: IBAN? = nil, confirmed: String? = nil
    ) async throws -> Answer {
        try await engine(at: time).planPayout(
            PayoutRequest(
                kind, payees: payees, account: account, executionDay: nil,
                confirmed: confirmed.map(Self.euro)
            ) { order in
                Array("\(order)".utf8)
            }, Self.call("payout plan"))
    }

    /// Approves a plan as its answer names it.
    package func approve(
        _ planned: Answer, at time: String, confirmed: String? = nil
    ) async throws -> Answer {
        guard let digest = Digest(hex: planned["sha256"] ?? "") else { return planned }
        return try await engine(at: time).approvePayout(
            PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0), file: digest,
            confirmed: confirmed.map(Self.euro),
            Self.call("payout approve", by: Self.approver))
    }

    /// Plans, approves and exports all that is free of a kind.
    package func payOut(
        _ kind: PayoutRequest.Kind = .entitlements, at time: String, payees: [String] = [],
        account: IBAN? = nil, confirmed: String? = nil
    ) async throws -> PlanID {
        let planned = try await plan(
            kind, at: time, payees: payees, account: account, confirmed: confirmed)
        let plan = PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0)
        try await release(plan, planned["sha256"] ?? "", at: time, confirmed: confirmed)
        return plan
    }

    /// Approves and exports a plan.
    package func release(
        _ plan: PlanID, _ hash: String, at time: String, confirmed: String? = nil
    ) async throws {
        guard let digest = Digest(hex: hash) else { return }
        _ = try await engine(at: time).approvePayout(
            plan, file: digest, confirmed: confirmed.map(Self.euro),
            Self.call("payout approve", by: Self.approver))
        _ = try await engine(at: time).exportPayout(plan, Self.call("payout export"))
    }

    /// The balance of a party in an account, now.
    package func balance(_ code: String, _ account: Account) async throws -> String {
        try await store.read { reader in
            guard let party = try reader.party(code: code) else { return "no party" }
            return try reader.balances(of: party.id, .now).first { $0.account == account }?
                .amount.plain ?? "0.00"
        }
    }
}
