import EscrowCore
import LedgerCore
import MoneyCore

/// What was found wanting, as a sentence with the facts that decide it.
extension Weakness {
    func sentence(_ language: Language) -> String {
        switch self {
        case .engagement(let weakness): weakness.sentence(language)
        case .terms(let weakness): weakness.sentence(language)
        case .book(let weakness): weakness.sentence(language)
        }
    }
}

extension EngagementWeakness {
    fileprivate func sentence(_ language: Language) -> String {
        func say(_ day: Day) -> String { language.write(day) }
        return switch self {
        case .titleIsAgency:
            language.pick(
                "Die Forderung gegen den Kunden gehört der Agentur.",
                "The claim against the client is the agency's.")
        case .titleNotRecorded:
            language.pick(
                "Wem die Forderung gehört, ist nicht erfasst.",
                "Who owns the claim is not recorded.")
        case .assignedLate(let assigned, let work):
            language.pick(
                "Abgetreten erst am \(say(assigned)), gearbeitet ab \(say(work)).",
                "Assigned only on \(say(assigned)), worked from \(say(work)).")
        case .notAssignedYet(let assigned):
            language.pick(
                "Die Abtretung gilt erst ab \(say(assigned)).",
                "The assignment takes effect only on \(say(assigned)).")
        case .routingNotAgreed:
            language.pick(
                "Keine Vereinbarung aller drei über die Zahlung auf das Treuhandkonto ist erfasst.",
                "No agreement of all three on payment into the trust account is recorded.")
        case .routingLate(let agreed, let work):
            language.pick(
                "Zahlungsweg vereinbart erst am \(say(agreed)), gearbeitet ab \(say(work)).",
                "Routing agreed only on \(say(agreed)), worked from \(say(work)).")
        case .globalAssignmentOpen:
            language.pick(
                "Eine Bank hält eine ältere Globalzession.",
                "A bank holds an earlier global assignment.")
        case .globalAssignmentUnknown:
            language.pick(
                "Ob eine ältere Globalzession freigegeben ist, ist nicht erfasst.",
                "Whether an earlier global assignment was released is not recorded.")
        case .globalAssignmentReleasedLater(let released):
            language.pick(
                "Die Globalzession wird erst am \(say(released)) freigegeben.",
                "The global assignment is released only on \(say(released)).")
        }
    }
}

extension TermsWeakness {
    fileprivate func sentence(_ language: Language) -> String {
        switch self {
        case .notRecorded:
            language.pick(
                "Für das Konto ist dazu nichts erfasst; Prüfung ohne Daten gilt als nicht bestanden.",
                "Nothing is recorded for the account; a check without data fails.")
        case .trusteeIsAgency:
            language.pick("Treuhänder ist die Agentur selbst.", "The agency itself is the trustee.")
        case .noDirectRight:
            language.pick(
                "Der Treuhandvertrag gibt den Freiberuflern kein eigenes Recht.",
                "The trust agreement gives freelancers no right of their own.")
        case .notExclusive:
            language.pick(
                "Das Konto ist nicht als ausschließliches Treuhandkonto erklärt.",
                "The account is not declared to be for trust money only.")
        case .notWaived:
            language.pick(
                "Kein Verzicht der Bank auf Pfandrecht und Aufrechnung.",
                "The bank has not waived lien and set-off.")
        case .waivedLater(let day):
            language.pick(
                "Der Verzicht der Bank gilt erst ab \(language.write(day)).",
                "The bank's waiver holds only from \(language.write(day)).")
        case .bankNotInformed:
            language.pick(
                "Die Bank weiß nicht, dass es Fremdgeld ist.",
                "The bank does not know that it is others' money.")
        case .overdraft:
            language.pick("Das Konto kann überzogen werden.", "The account can be overdrawn.")
        case .standingOrders:
            language.pick(
                "Daueraufträge, Lastschriften oder Karten sind möglich.",
                "Standing orders, direct debits or cards are possible.")
        }
    }
}

extension BookWeakness {
    fileprivate func sentence(_ language: Language) -> String {
        func say(_ day: Day) -> String { language.write(day) }
        func say(_ money: Money) -> String { language.write(money) }
        return switch self {
        case .ownDebits(let count, let sum, let since):
            language.pick(
                "Abbuchungen ohne Auftrag: \(count), zusammen \(say(sum)), zuerst am \(say(since)); eine genügt für den ganzen Saldo.",
                "Debits nobody ordered: \(count), \(say(sum)) in all, the first on \(say(since)); one is enough for the whole balance."
            )
        case .agencyMoney(let account, let sum, let since):
            language.pick(
                "Eigenes Geld der Agentur: \(say(sum)) in \(account.number) seit \(say(since)).",
                "The agency's own money: \(say(sum)) in \(account.number) since \(say(since)).")
        case .shareLeft(let account, let sum, let since, let days):
            language.pick(
                "Eigenanteil nicht abgeführt: \(say(sum)) in \(account.number) seit \(say(since)), Bankarbeitstage: \(days).",
                "Own share not swept: \(say(sum)) in \(account.number) since \(say(since)), bank days: \(days)."
            )
        case .bankFailed(let day):
            language.pick(
                "Die Bank ist am \(say(day)) ausgefallen: was dort lag, ist eine Forderung auf Entschädigung.",
                "The bank failed \(say(day)): what lay there is a claim on deposit guarantee.")
        case .noStatement:
            language.pick(
                "Kein Kontoauszug; eine Prüfung ohne Daten gilt als nicht bestanden.",
                "There is no bank statement; a check without data fails.")
        case .statementsEnd(let day):
            language.pick(
                "Der letzte Kontoauszug endet am \(say(day)).",
                "The last bank statement closes \(say(day)).")
        case .statementGap(let day, let closing, let opening):
            language.pick(
                "Lücke: ein Auszug schließt am \(say(day)) mit \(say(closing)), der nächste beginnt mit \(say(opening)).",
                "Gap: a statement closes \(say(day)) with \(say(closing)), the next opens with \(say(opening))."
            )
        case .statementDiffers(let day, let difference):
            language.pick(
                "Auszug und Buch weichen am \(say(day)) um \(say(difference)) ab.",
                "Statement and book differ on \(say(day)) by \(say(difference)).")
        case .shortfall(let missing): missing.sentence(language)
        case .unidentified(let sum, let since, let days):
            language.pick(
                "Ungeklärtes Geld: \(say(sum)) seit \(say(since)), Bankarbeitstage: \(days).",
                "Unidentified money: \(say(sum)) since \(say(since)), bank days: \(days).")
        case .ownerUnknown:
            language.pick(
                "Niemand weiß bisher, wem dieses Geld gehört.",
                "Nobody knows yet whose this money is.")
        }
    }
}

extension Shortfall {
    fileprivate func sentence(_ language: Language) -> String {
        let (amount, day) = (language.write(amount), language.write(since))
        return language.pick(
            "Es fehlen \(amount) seit \(day): \(cause.code) \(cause.name), Schuldner \(debtor) (\(account.number)).",
            "\(amount) is missing since \(day): \(cause.code) \(cause.name), due from \(debtor) (\(account.number))."
        )
    }
}
