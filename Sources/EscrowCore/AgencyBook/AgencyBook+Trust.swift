import LedgerCore
import MoneyCore

// What the entries of the trust say: who was paid, and what the agency has there.
extension AgencyBook {
    mutating func enter(_ entry: Entry, _ sequence: Int64, _ day: Day) -> [AgencyEntry] {
        let event = event(of: entry)
        let code = entry.event.code
        if entry.reverses == nil { note(entry, sequence) }
        let sole = entry.soleInvoice
        var entries = self.entry(
            code, day, sequence, number(of: sole), fallen(entry, event))
        var movement = movement(of: entry, event)
        movement.subtract(ahead)
        ahead = AgencyMovement()
        var invoices = movement.invoices
        if invoices.isEmpty, movement.misdirected != 0 || movement.onBehalf != 0 {
            invoices = [nil]
        }
        for (place, invoice) in invoices.enumerated() {
            let pairs = pairs(of: movement, invoice, isAlone: invoices.count == 1) { pairing in
                if place == 0 { add(extras: movement, entry, event, to: &pairing) }
                pairing.add(counter(entry, event), -pairing.rest)
            }
            entries += self.entry(code, day, sequence, number(of: invoice ?? sole), pairs)
        }
        return entries
    }

    private func number(of invoice: InvoiceID?) -> String? {
        invoice.flatMap { contracts[InvoiceLineID(invoice: $0, number: 1)]?.number }
    }

    /// What an entry itself says of contracts, as no document before it did.
    private mutating func fallen(_ entry: Entry, _ event: JournalEvent) -> [AgencyBooking] {
        switch event {
        case .dispute: lower(fallenByDispute(entry), to: nil)
        case .writeOff: lower(fallenByWriteOff(entry), to: .badDebts)
        case .invoiceIssued, .receiptMatched, .split, .refund, .receiptUnidentified, .release,
            .agencyShareAvailable, .payoutExported, .payoutSettled, .payoutReturned, .sweep,
            .directDebit, .receiptTakenBack, .recovery, .bankCharge, .topUp, .interest,
            .creditNote, .taxSetAside, .misdirected, .pooling, .clawback, .bankFailure,
            .premiumSale, .topUpWithdrawn, .reallocation, .unorderedDebit, .accountTransfer,
            .transferArrived, .transferBack, .receiptIdentified, .receiptSentBack, .taxPaid,
            .netting, .premiumReturned, .salesReversed, .reversal:
            []
        }
    }

    /// The event itself; of a reversal, the event that it takes back.
    private func event(of entry: Entry) -> JournalEvent {
        guard let reversed = entry.reverses else { return entry.event }
        return reversible[reversed] ?? .reversal
    }

    private mutating func note(_ entry: Entry, _ sequence: Int64) {
        switch entry.event {
        case .bankCharge, .unorderedDebit: reversible[sequence] = entry.event
        case .topUp:
            for line in entry.lines where line.side == .credit {
                guard line.subledger.account == .unidentified,
                    case .unidentified(let receipt) = line.subledger.source
                else { continue }
                agencyReceipts.insert(receipt)
            }
        case .invoiceIssued, .receiptMatched, .split, .refund, .receiptUnidentified, .dispute,
            .release, .agencyShareAvailable, .payoutExported, .payoutSettled, .payoutReturned,
            .sweep, .directDebit, .receiptTakenBack, .recovery, .interest, .creditNote,
            .taxSetAside, .writeOff, .misdirected, .pooling, .clawback, .bankFailure, .premiumSale,
            .topUpWithdrawn, .reallocation, .accountTransfer, .transferArrived, .transferBack,
            .receiptIdentified, .receiptSentBack, .taxPaid, .netting, .premiumReturned,
            .salesReversed,
            .reversal:
            break
        }
    }

    // MARK: What fell away

    private func fallenByDispute(_ entry: Entry) -> [(debt: AgencyMovement.Debt, minor: Int64)] {
        guard
            entry.lines.contains(where: {
                $0.subledger.account == .clientRefundable
                    || $0.subledger.account == .expectedReceipts
            })
        else { return [] }
        return fallen(entry) {
            $0.account == .disputed || ($0.account.kind == .memo && $0.account != .expectedReceipts)
        }
    }

    private func fallenByWriteOff(_ entry: Entry) -> [(debt: AgencyMovement.Debt, minor: Int64)] {
        fallen(entry) { $0.account.kind == .memo && $0.account != .expectedReceipts }
    }

    private func fallen(
        _ entry: Entry, _ counts: (Subledger) -> Bool
    ) -> [(debt: AgencyMovement.Debt, minor: Int64)] {
        var fallen: [AgencyMovement.Debt: Int64] = [:]
        for line in entry.lines where counts(line.subledger) {
            guard let invoiceLine = line.subledger.source.invoiceLine,
                let owner = line.subledger.owner
            else { continue }
            fallen[AgencyMovement.Debt(line: invoiceLine, owner: owner), default: 0] += line.signed
        }
        return fallen.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    // MARK: What moved

    private func movement(of entry: Entry, _ event: JournalEvent) -> AgencyMovement {
        var movement = AgencyMovement()
        for line in entry.lines {
            let (subledger, signed) = (line.subledger, line.signed)
            if isOwn(subledger) {
                movement.own[subledger.source.invoiceLine?.invoice, default: 0] -= signed
            }
            switch subledger.account {
            case .dueFromAgencyMisdirected:
                // A claim that leaves the trust by pooling is owed all the same.
                if event != .pooling { movement.misdirected += signed }
            case .dueFromBeneficiary, .dueFromClient:
                if event == .topUp { movement.onBehalf -= signed }
            case .expectedReceipts, .expectedFreelancer, .expectedProducer,
                .dueFromPartyCreditNote:
                if event != .pooling { owe(subledger, signed, &movement) }
            case .trustBank, .outgoingInFlight, .incomingNotFinal, .balanceAtFailedBank,
                .depositGuaranteeClaim, .dueFromAgencyFee, .dueFromAgencyReturnedReceipt,
                .unidentified, .unallocated, .freelancerHeld, .freelancerAvailable, .agencyHeld,
                .agencyAvailable, .clientRefundable, .taxSetAside, .producerHeld,
                .producerAvailable, .disputed, .interestToAllocate, .agencyTopUp, .pool,
                .backedContra, .rounding, .expectedAgency:
                break
            }
        }
        return movement
    }

    /// What clients owe and others are owed: what is expected, but for what a credit note took from
    /// money that is out.
    private func owe(_ subledger: Subledger, _ signed: Int64, _ movement: inout AgencyMovement) {
        guard let line = subledger.source.invoiceLine, contracts[line] != nil,
            let owner = subledger.owner
        else { return }
        let debt = AgencyMovement.Debt(line: line, owner: owner)
        switch subledger.account {
        case .expectedReceipts: movement.receivables[line, default: 0] += signed
        case .dueFromPartyCreditNote:
            movement.receivables[line, default: 0] -= signed
            if owner != agency { movement.payables[debt, default: 0] += signed }
        default: movement.payables[debt, default: 0] += signed
        }
    }

    /// Whether a subledger is part of what the agency has in the trust, or owes to it.
    func isOwn(_ subledger: Subledger) -> Bool {
        switch subledger.account.kind {
        case .entitlement: break
        case .resource:
            guard subledger.account == .outgoingInFlight else { return false }
        case .cashClaim: return subledger.owner != nil && subledger.owner == agency
        case .backedClaim, .backedContra, .rounding, .memo: return false
        }
        if let owner = subledger.owner { return owner == agency }
        guard case .unidentified(let receipt) = subledger.source else { return false }
        return agencyReceipts.contains(receipt)
    }

    // MARK: Against which accounts

    private func pairs(
        of movement: AgencyMovement, _ invoice: InvoiceID?, isAlone: Bool,
        _ finish: (inout AgencyPairing) -> Void
    ) -> [AgencyBooking] {
        var pairing = AgencyPairing()
        for (debt, minor) in movement.payables.sorted(by: { $0.key < $1.key })
        where debt.line.invoice == invoice {
            pairing.add(.payable(debt.owner), minor)
        }
        let own =
            isAlone && invoice == nil
            ? movement.own.values.reduce(0, +) : movement.own[invoice] ?? 0
        pairing.add(.trusteeClaim, own)
        for (line, minor) in movement.receivables.sorted(by: { $0.key < $1.key })
        where line.invoice == invoice {
            guard let contract = contracts[line] else { continue }
            pairing.add(.receivable(contract.client), minor)
        }
        finish(&pairing)
        return pairing.bookings()
    }

    /// What an event books beside what moved in the trust.
    private func add(
        extras movement: AgencyMovement, _ entry: Entry, _ event: JournalEvent,
        to pairing: inout AgencyPairing
    ) {
        pairing.add(.passThrough, -movement.misdirected)
        pairing.add(.otherReceivables, movement.onBehalf)
        if event == .payoutReturned { pairing.add(.bankCosts, charges[entry.evidence] ?? 0) }
        if event == .pooling, entry.closesPool {
            // What the agency still owes leaves the trust, not the agency.
            let owed = entry.lines.reduce(Int64(0)) {
                let isDebt = $1.subledger.account.kind == .cashClaim && isOwn($1.subledger)
                return isDebt && $1.side == .credit ? $0 + $1.minor : $0
            }
            pairing.add(.otherLiabilities, -owed)
        }
    }

    /// The account against which an event books what is left: for most events nothing is.
    private func counter(_ entry: Entry, _ event: JournalEvent) -> AgencyAccount {
        switch event {
        case .payoutSettled, .payoutReturned, .receiptTakenBack, .recovery, .topUp, .creditNote:
            .bank
        case .misdirected:
            agencyReceipts.contains(BankLineID(sequence: entry.evidence))
                ? .otherReceivables : .bank
        case .bankCharge, .transferArrived, .transferBack: .bankCosts
        case .interest: .interestIncome
        case .pooling: entry.closesPool ? .badDebts : .otherReceivables
        case .bankFailure: entry.paysFromScheme ? .bank : .badDebts
        case .invoiceIssued, .receiptMatched, .split, .refund, .receiptUnidentified, .dispute,
            .release, .agencyShareAvailable, .payoutExported, .sweep, .directDebit, .taxSetAside,
            .writeOff, .clawback, .premiumSale, .topUpWithdrawn, .reallocation, .unorderedDebit,
            .accountTransfer, .receiptIdentified, .receiptSentBack, .taxPaid, .netting,
            .premiumReturned, .salesReversed,
            .reversal:
            .otherReceivables
        }
    }
}

extension Entry {
    /// The invoice of all its lines that have one; nil if there are several, or none.
    fileprivate var soleInvoice: InvoiceID? {
        let invoices = Set(lines.compactMap { $0.subledger.source.invoiceLine?.invoice })
        return invoices.count == 1 ? invoices.first : nil
    }

    /// J25 (8): what is left in the pool goes off against claims.
    fileprivate var closesPool: Bool {
        lines.contains { $0.subledger.account == .pool && $0.side == .debit }
            && lines.contains { $0.subledger.account.kind == .cashClaim && $0.side == .credit }
    }

    /// J27: the scheme pays a person, outside the trust.
    fileprivate var paysFromScheme: Bool {
        lines.contains { $0.subledger.account == .depositGuaranteeClaim && $0.side == .credit }
    }
}
