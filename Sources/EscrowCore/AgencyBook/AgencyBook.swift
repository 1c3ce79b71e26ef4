import LedgerCore
public import MoneyCore

/// The agency's own book, read out of the log of the trust book record by record.
///
/// Documents (invoices, credit notes, decided disputes, write-offs) say what is earned and owed; the
/// lines of the trust's entries say what was paid of it and what the agency has in the trust.
///
/// - Source: docs/spec/agency-book.md
public struct AgencyBook: Sendable {
    var agency: PartyID?
    var contracts: [InvoiceLineID: AgencyContract] = [:]
    /// What documents booked already of what the next entry will show.
    var ahead = AgencyMovement()
    /// Receipts whose money, though unidentified in the trust, came from the agency.
    var agencyReceipts: Set<BankLineID> = []
    /// What the banks kept of payouts that came back, by bank line.
    var charges: [Int64: Int64] = [:]
    /// Events of entries that a reversal could take back, where the event decides the account.
    var reversible: [Int64: JournalEvent] = [:]
    private var payouts: [PayoutID: Int64] = [:]
    private var documents: [Int64: [InvoiceLineID]] = [:]
    private var closedThrough = Day(number: .min)

    public init() {}

    /// What a record means to the agency's own book.
    ///
    /// - Parameters:
    ///   - fact: The next record of the log, none left out.
    ///   - sequence: Its number.
    ///   - recordedDay: When it was recorded: the day of what belongs to a day that was closed.
    /// - Returns: Entries in order; none for what is no concern of the agency's.
    public mutating func take(
        _ fact: Fact, sequence: Int64, recordedDay: Day
    ) -> [AgencyEntry] {
        switch fact {
        case .party(let version):
            if version.party == nil, version.role == .agency {
                agency = agency ?? PartyID(sequence: sequence)
            }
            return []
        case .close(let close):
            closedThrough = max(closedThrough, close.through)
            return []
        case .payout(let payout):
            payouts[PayoutID(sequence: sequence)] = payout.amount.minor
            return []
        case .bankLine(let line):
            noteCharge(line, sequence)
            return []
        case .invoice(let invoice):
            return issue(invoice, sequence, day(invoice.day, recordedDay))
        case .creditNote(let note): return credit(note, sequence, day(note.day, recordedDay))
        case .selfBilling(let step): return selfBilling(step, sequence, recordedDay)
        case .entry(let entry): return enter(entry, sequence, day(entry.bookingDay, recordedDay))
        case .command, .book, .trustAccount, .actor, .role, .engagement, .hours, .file, .statement,
            .match, .plan, .approval, .export, .withdrawal, .rule, .actorKey, .change, .consent,
            .trustTerms, .payoutStatus, .pooling, .bankFailure, .setting, .interestAllocation,
            .writeOff, .misdirected, .setOff, .dispute, .hoursApproval, .milestone, .sale,
            .salesReversal, .payerRule:
            return []
        }
    }

    /// Nothing is booked into a month that was closed: it has gone out.
    private func day(_ day: Day, _ recordedDay: Day) -> Day {
        day <= closedThrough ? max(day, recordedDay) : day
    }

    private mutating func noteCharge(_ fact: BankLineFact, _ sequence: Int64) {
        guard fact.line.amount.isPositive, let payout = fact.payout, let paid = payouts[payout]
        else { return }
        charges[sequence] = max(0, paid - fact.line.amount.minor)
    }

    /// A document that is objected to is no invoice any more: its VAT cannot be deducted until
    /// another one bills the lines.
    private mutating func selfBilling(
        _ step: SelfBilling, _ sequence: Int64, _ recordedDay: Day
    ) -> [AgencyEntry] {
        let lines: [InvoiceLineID]
        let suspends: Bool
        let day: Day
        switch step {
        case .agreed: return []
        // What a correction says was booked with what changed the parts.
        case .corrected: return []
        case .issued(let document):
            lines = document.lines.map(\.line)
            documents[sequence] = lines
            suspends = false
            day = self.day(document.day, recordedDay)
        case .objected(let document, let on):
            (lines, suspends) = (documents[document] ?? [], true)
            day = self.day(on, recordedDay)
        }
        var entries: [AgencyEntry] = []
        for line in lines {
            guard var contract = contracts[line], contract.isSuspended != suspends else { continue }
            contract.isSuspended = suspends
            contracts[line] = contract
            let bookings = contract.costs.sorted { $0.key < $1.key }.compactMap { _, cost in
                cost.suspension(suspends)
            }
            entries += entry("J1", day, sequence, contract.number, bookings)
        }
        return entries
    }

    func entry(
        _ event: String, _ day: Day, _ record: Int64, _ document: String?,
        _ bookings: [AgencyBooking]
    ) -> [AgencyEntry] {
        let moving = bookings.filter { $0.minor > 0 }
        guard !moving.isEmpty else { return [] }
        return [
            AgencyEntry(
                event: event, day: day, record: record, document: document, bookings: moving)
        ]
    }
}

extension AgencyContract.Cost {
    /// The VAT that can still be deducted moves between its account and the suspended one.
    fileprivate func suspension(_ suspends: Bool) -> AgencyBooking? {
        guard case .standard(let rate) = status, amount.openVAT > 0 else { return nil }
        return suspends
            ? AgencyBooking(.suspendedInputVAT, .inputVAT(rate), amount.openVAT)
            : AgencyBooking(.inputVAT(rate), .suspendedInputVAT, amount.openVAT)
    }
}
