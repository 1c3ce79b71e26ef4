package import LedgerCore

extension Account {
    /// The account's name as clients, freelancers and clerks read it.
    package func name(_ language: Language) -> String { language.pick(german, name) }

    private var german: String {
        switch self {
        case .trustBank: "Treuhandkonto"
        case .outgoingInFlight: "Auszahlung unterwegs"
        case .incomingNotFinal: "Eingang noch nicht endgültig"
        case .balanceAtFailedBank: "Guthaben bei ausgefallener Bank"
        case .depositGuaranteeClaim: "Anspruch aus Einlagensicherung"
        case .dueFromAgencyFee: "Schuld der Agentur: Gebühr, ungeklärte Abbuchung"
        case .dueFromAgencyReturnedReceipt: "Schuld der Agentur: Rückgabe"
        case .dueFromBeneficiary: "Schuld des Begünstigten"
        case .dueFromClient: "Schuld des Auftraggebers"
        case .dueFromAgencyMisdirected: "Schuld der Agentur: fehlgeleiteter Eingang"
        case .dueFromPartyCreditNote: "Schuld der Partei: Rechnungskorrektur"
        case .unidentified: "Ungeklärter Zahlungseingang"
        case .unallocated: "Zugeordnet, nicht aufgeteilt"
        case .freelancerHeld: "Freiberufler, gesperrt"
        case .freelancerAvailable: "Freiberufler, verfügbar"
        case .agencyHeld: "Eigenanteil, gesperrt"
        case .agencyAvailable: "Eigenanteil, verfügbar"
        case .clientRefundable: "An Auftraggeber zu erstatten"
        case .taxSetAside: "Steuerrücklage"
        case .producerHeld: "Erzeuger, gesperrt"
        case .producerAvailable: "Erzeuger, verfügbar"
        case .disputed: "Strittig"
        case .interestToAllocate: "Zinsen, nicht verteilt"
        case .agencyTopUp: "Nachschuss der Agentur"
        case .pool: "Pool"
        case .backedContra: "Gegenkonto gedeckter Ansprüche"
        case .rounding: "Rundung"
        case .expectedReceipts: "Erwartete Einzahlungen"
        case .expectedFreelancer: "Erwartet: Freiberufler"
        case .expectedAgency: "Erwartet: Agentur"
        case .expectedProducer: "Erwartet: Erzeuger"
        }
    }
}

extension JournalEvent {
    /// The event's name as clients, freelancers and clerks read it.
    package func name(_ language: Language) -> String { language.pick(german, name) }

    private var german: String {
        switch self {
        case .invoiceIssued: "Rechnung gestellt"
        case .receiptMatched: "Eingang zugeordnet"
        case .split: "Eingang aufgeteilt"
        case .refund: "Erstattung"
        case .receiptUnidentified: "Ungeklärter Eingang"
        case .dispute: "Strittig gestellt"
        case .release: "Freigabe"
        case .agencyShareAvailable: "Eigenanteil verfügbar"
        case .payoutExported: "Auszahlung ausgegeben"
        case .payoutSettled: "Auszahlung ausgeführt"
        case .payoutReturned: "Auszahlung zurückgekommen"
        case .sweep: "Abführung des Eigenanteils"
        case .directDebit: "Lastschrift"
        case .receiptTakenBack: "Eingang zurückgegeben"
        case .recovery: "Rückholung"
        case .bankCharge: "Bankgebühr"
        case .topUp: "Nachschuss"
        case .interest: "Zinsen"
        case .creditNote: "Rechnungskorrektur"
        case .taxSetAside: "Steuer zurückgelegt"
        case .writeOff: "Ausbuchung"
        case .misdirected: "Fehlgeleiteter Eingang"
        case .pooling: "Pool-Bildung"
        case .clawback: "Insolvenzanfechtung"
        case .bankFailure: "Ausfall der Bank"
        case .premiumSale: "Prämie"
        case .premiumReturned: "Prämie zurückgegeben"
        case .salesReversed: "Verkäufe zurückgenommen"
        case .topUpWithdrawn: "Nachschuss entnommen"
        case .reallocation: "Neu zugeordnet"
        case .unorderedDebit: "Nicht beauftragte Abbuchung"
        case .accountTransfer: "Übertrag zwischen Treuhandkonten"
        case .transferArrived: "Übertrag eingegangen"
        case .transferBack: "Übertrag zurückgekommen"
        case .receiptIdentified: "Eingang geklärt"
        case .receiptSentBack: "Eingang zurückgesandt"
        case .netting: "Rückholung durch Verrechnung"
        case .taxPaid: "Zurückgelegte Steuer gezahlt"
        case .reversal: "Storno"
        }
    }
}
