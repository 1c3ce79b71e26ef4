import EscrowCore
import LedgerCore
import MoneyCore

/// The rules of protection in both languages: what they ask.
extension ProtectionRule {
    func question(_ language: Language) -> String {
        switch self {
        case .claimTitle:
            language.pick(
                "Wem gehört die Forderung gegen den Kunden?",
                "Who owns the claim against the client?")
        case .assignmentBeforeWork:
            language.pick(
                "Wurde die Forderung vor Beginn der Arbeit an den Treuhänder abgetreten?",
                "Was the claim assigned to the trustee before the work began?")
        case .routingBeforeWork:
            language.pick(
                "Wurde die Zahlung auf das Treuhandkonto vor Beginn der Arbeit vereinbart?",
                "Was payment into the trust account agreed before the work began?")
        case .globalAssignment:
            language.pick(
                "Gibt es eine ältere Globalzession, die nicht freigegeben ist?",
                "Is there an earlier global assignment that was not released?")
        case .trusteeIndependent:
            language.pick(
                "Ist der Treuhänder von der Agentur unabhängig?",
                "Is the trustee independent of the agency?")
        case .directRight:
            language.pick(
                "Haben die Freiberufler ein eigenes Recht gegen den Treuhänder?",
                "Do freelancers have a right of their own against the trustee?")
        case .accountExclusive:
            language.pick(
                "Dient das Konto nur dem Treugut?", "Is the account for trust money only?")
        case .ownDebit:
            language.pick(
                "Wurde je für eigene Zwecke der Agentur abgebucht?",
                "Was it ever debited for the agency's own purposes?")
        case .agencyMoney:
            language.pick(
                "Liegt eigenes Geld der Agentur auf dem Konto?",
                "Does money of the agency's own lie in it?")
        case .ownShareSwept:
            language.pick(
                "Wird der Eigenanteil am selben Bankarbeitstag abgeführt?",
                "Is the agency's share swept on the same bank day?")
        case .bankWaiver:
            language.pick(
                "Hat die Bank auf Pfandrecht und Aufrechnung verzichtet?",
                "Has the bank waived lien and set-off?")
        case .bankInformed:
            language.pick(
                "Weiß die Bank, dass es Fremdgeld ist?",
                "Does the bank know that it is others' money?")
        case .noOverdraft:
            language.pick(
                "Ist das Konto ohne Überziehung, Daueraufträge und Karten?",
                "Is the account without overdraft, standing orders and cards?")
        case .bankStands:
            language.pick(
                "Besteht die Bank, die es führt?",
                "Does the bank that keeps it stand?")
        case .reconciled:
            language.pick(
                "Ist jeder Kontoauszug lückenlos und ohne Differenz abgestimmt?",
                "Is every statement reconciled, without gap or difference?")
        case .noShortfall:
            language.pick("Ist das Treugut vollständig?", "Is all trust money there?")
        case .identified:
            language.pick(
                "Ist bekannt, wem jeder Betrag gehört?", "Is it known whose every amount is?")
        }
    }

    /// What would raise the grade again.
    func remedy(_ language: Language) -> String {
        switch self {
        case .claimTitle:
            language.pick(
                "Vertrag so fassen, dass die Forderung beim Freiberufler entsteht, oder sie vor der Arbeit an einen unabhängigen Treuhänder abtreten.",
                "Contract so that the claim arises with the freelancer, or assign it to an independent trustee before the work."
            )
        case .assignmentBeforeWork:
            language.pick(
                "Künftige Forderungen vor der ersten Stunde abtreten; neue Bedingungen ab diesem Tag erfassen.",
                "Assign future claims before the first hour; record new terms from that day on.")
        case .routingBeforeWork:
            language.pick(
                "Dreiseitige Vereinbarung vor der ersten Stunde schließen; neue Bedingungen ab diesem Tag erfassen.",
                "Agree among all three before the first hour; record new terms from that day on.")
        case .globalAssignment:
            language.pick(
                "Freigabe der Bank einholen und mit `account terms` erfassen.",
                "Get the bank's release and record it with `account terms`.")
        case .trusteeIndependent:
            language.pick(
                "Das Konto einem unabhängigen Treuhänder übertragen.",
                "Move the account to an independent trustee.")
        case .directRight:
            language.pick(
                "Treuhandvertrag zugunsten der Freiberufler schließen (BGB § 328).",
                "Make the trust agreement one for the benefit of freelancers (BGB §328).")
        case .accountExclusive:
            language.pick(
                "Alles andere vom Konto nehmen und die Ausschließlichkeit erklären.",
                "Take all else off the account and declare that it is exclusive.")
        case .ownDebit:
            language.pick(
                "Nichts heilt dieses Konto sicher: neues Konto eröffnen und Zahlungen dorthin leiten; oder Irrtum der Bank belegen und die Regel abschalten.",
                "Nothing cures this account for certain: open a new one and route payments there; or prove the bank's mistake and switch the rule off."
            )
        case .agencyMoney:
            language.pick(
                "Das eigene Geld der Agentur auszahlen.", "Pay the agency's own money out.")
        case .ownShareSwept:
            language.pick(
                "Den Eigenanteil heute abführen (`payout plan`).",
                "Sweep the agency's share today (`payout plan`).")
        case .bankWaiver:
            language.pick(
                "Schriftlichen Verzicht der Bank einholen und mit `account terms` erfassen.",
                "Get the bank's written waiver and record it with `account terms`.")
        case .bankInformed:
            language.pick(
                "Der Bank das Konto als Fremdgeldkonto anzeigen.",
                "Tell the bank that the account holds others' money.")
        case .noOverdraft:
            language.pick(
                "Überziehung, Daueraufträge, Lastschriften und Karten sperren lassen.",
                "Have overdraft, standing orders, direct debits and cards barred.")
        case .bankStands:
            language.pick(
                "Deckung und Zahlungen der Sicherungseinrichtung erfassen (`bank failure cover`, `bank failure paid`) und ein Konto bei einer anderen Bank führen (`account add`).",
                "Record cover and what the scheme pays (`bank failure cover`, `bank failure paid`), and keep an account at another bank (`account add`)."
            )
        case .reconciled:
            language.pick(
                "Fehlende Auszüge einlesen und Differenzen klären (`bank import`, `reconcile`).",
                "Import the missing statements and clear up differences (`bank import`, `reconcile`)."
            )
        case .noShortfall:
            language.pick(
                "Die Agentur schießt heute nach (`topup`), oder der Schuldner zahlt.",
                "Have the agency top up today (`topup`), or the debtor pay.")
        case .identified:
            language.pick(
                "Zuordnen (`receipt match`) oder zurücksenden.",
                "Match it (`receipt match`) or send it back.")
        }
    }
}

extension TrustGrade {
    func meaning(_ language: Language) -> String {
        switch self {
        case .segregated: language.pick("Aussonderung, ganz", "segregated, whole")
        case .preferential:
            language.pick(
                "Absonderung, abzüglich Kostenbeitrag", "preferential, less a cost contribution")
        case .quotaOnly: language.pick("nur die Quote", "the quota only")
        }
    }
}
