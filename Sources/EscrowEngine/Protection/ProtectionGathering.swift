import EscrowCore
import LedgerCore
import MoneyCore

/// Gathers from the log, record by record, what decides grades on a day.
///
/// - Source: docs/spec/protection.md#facts
struct ProtectionGathering {
    static let kinds: Set<RecordKind> = [
        .trustAccount, .trustTerms, .party, .engagement, .hours, .invoice, .statement, .entry,
        .bankFailure, .close,
    ]

    let day: Day
    let currency: Currency
    var accounts: [(id: TrustAccountID, iban: String)] = []
    var terms: [TrustAccountID: TrustTerms] = [:]
    /// When those terms were recorded: what is said later of an earlier day was not known then.
    var termsRecordedOn: [TrustAccountID: Day] = [:]
    var codes: [PartyID: String] = [:]
    var roles: [PartyID: PartyRole] = [:]
    /// Spans of terms per engagement, as recorded.
    var spans: [EngagementID: [EngagementTerms]] = [:]
    /// The first day worked under each span, by its first day.
    var workFrom: [SpanKey: Day] = [:]
    var lines: [InvoiceLineID: LineFacts] = [:]
    var statements: [TrustAccountID: [(fact: StatementFact, sequence: Int64)]] = [:]
    /// Through which day before the one that is asked for the book is closed.
    var closedThrough: Day?
    /// 1000 and 1020 per booking day.
    var atBank: [TrustAccountID: [Day: Int64]] = [:]
    /// When the bank that keeps an account failed.
    var failed: [TrustAccountID: Day] = [:]
    /// 1020: money that the bank may take back.
    var notFinal: [TrustAccountID: Int64] = [:]
    /// Debits nobody ordered, by the entry's number, so that a reversal takes them back.
    var ownDebits: [Int64: (bank: TrustAccountID, amount: AccountFacts.DatedAmount)] = [:]
    /// Entitlements, claims and expectations that are not zero.
    var standing: [Subledger: Standing] = [:]

    /// Since when each unidentified receipt waited, also while it is on its way back to its payer.
    var unidentifiedSince: [Subledger: Day] = [:]

    struct SpanKey: Hashable {
        let engagement: EngagementID
        let validFrom: Day
    }

    struct LineFacts {
        let engagement: EngagementID
        let from: Day
        let release: Release
    }

    /// A balance on its normal side, since when it is not zero, and what last raised it.
    struct Standing {
        var minor: Int64 = 0
        var since: Day
        var cause: JournalEvent
    }

    mutating func take(_ fact: Fact, _ record: LogRecord) {
        let sequence = record.sequence
        switch fact {
        case .trustAccount(let account):
            accounts.append((TrustAccountID(sequence: sequence), account.iban.electronic))
        case .trustTerms(let version) where version.validFrom <= day:
            // Of two with one day the later record holds.
            if let known = terms[version.account], known.validFrom > version.validFrom { break }
            terms[version.account] = version
            termsRecordedOn[version.account] = record.recordedDay
        case .party(let version) where version.party == nil:
            codes[PartyID(sequence: sequence)] = version.code
            roles[PartyID(sequence: sequence)] = version.role
        case .engagement(let terms) where terms.validFrom <= day:
            take(terms, of: terms.engagement ?? EngagementID(sequence: sequence))
        case .hours(let worked) where worked.day <= day: work(worked.engagement, on: worked.day)
        case .invoice(let invoice) where invoice.day <= day:
            for (index, line) in invoice.lines.enumerated() {
                let id = InvoiceLineID(
                    invoice: InvoiceID(sequence: sequence), number: index + 1)
                lines[id] = LineFacts(
                    engagement: line.engagement, from: line.from, release: line.release)
                work(line.engagement, on: line.from)
            }
        case .statement(let statement) where statement.closingDay <= day:
            statements[statement.bank, default: []].append((statement, sequence))
        case .bankFailure(.failed(let bank, let failedOn, _)) where failedOn <= day:
            failed[bank] = failedOn
        case .entry(let entry) where entry.bookingDay <= day: take(entry, sequence)
        case .close(let close) where close.through < day: closedThrough = close.through
        default: break
        }
    }

    /// A later record of the same first day replaces the earlier one.
    private mutating func take(_ terms: EngagementTerms, of engagement: EngagementID) {
        var known = spans[engagement] ?? []
        known.removeAll { $0.validFrom == terms.validFrom }
        spans[engagement] = known + [terms]
    }

    func span(_ engagement: EngagementID, on day: Day) -> EngagementTerms? {
        let spans = spans[engagement] ?? []
        return spans.last { $0.holds(on: day) } ?? spans.first
    }

    private mutating func work(_ engagement: EngagementID, on day: Day) {
        guard let span = span(engagement, on: day) else { return }
        let key = SpanKey(engagement: engagement, validFrom: span.validFrom)
        workFrom[key] = min(workFrom[key] ?? day, day)
    }

    private mutating func take(_ entry: Entry, _ sequence: Int64) {
        if let reversed = entry.reverses { ownDebits[reversed] = nil }
        let moved = moved(by: entry)
        for line in entry.lines {
            let subledger = line.subledger
            if subledger.isAtBank {
                atBank[subledger.bank, default: [:]][entry.bookingDay, default: 0] += line.signed
                if subledger.account == .incomingNotFinal {
                    notFinal[subledger.bank, default: 0] += line.signed
                }
                if entry.event == .unorderedDebit, line.side == .credit {
                    ownDebits[sequence] = (subledger.bank, .init(entry.bookingDay, line.minor))
                }
            }
            switch subledger.account.kind {
            case .entitlement, .cashClaim, .memo: stand(line, entry, moved)
            case .resource, .backedClaim, .backedContra, .rounding: break
            }
        }
    }

    /// What an entry moves from one trust account to another, as it stood before: it is there since
    /// then, wherever it lies.
    private func moved(by entry: Entry) -> [Subledger: Standing] {
        guard entry.event.movesEntitlements else { return [:] }
        var moved: [Subledger: Standing] = [:]
        guard let target = entry.entitlementTarget else { return [:] }
        for line in entry.lines where line.side == .debit {
            moved[line.subledger.moved(to: target)] = standing[line.subledger]
        }
        return moved
    }

    private mutating func stand(
        _ line: Entry.Line, _ entry: Entry, _ moved: [Subledger: Standing]
    ) {
        let subledger = line.subledger
        let isGrowth = line.side == subledger.account.normalSide
        let (since, cause) =
            moved[subledger].map { ($0.since, $0.cause) } ?? (entry.bookingDay, entry.event)
        var row = standing[subledger] ?? Standing(since: since, cause: cause)
        if row.minor == 0 { row.since = since }
        if subledger.account == .unidentified, isGrowth {
            // What comes back of a payout waits since it first came: sending it away cures nothing.
            if entry.event == .payoutReturned, let first = unidentifiedSince[subledger] {
                row.since = min(row.since, first)
            }
            unidentifiedSince[subledger] = row.since
        }
        row.minor += isGrowth ? line.minor : -line.minor
        if isGrowth { row.cause = cause }
        if isGrowth, moved[subledger] != nil { row.since = min(row.since, since) }
        standing[subledger] = row.minor == 0 ? nil : row
    }
}
