/// Where in a camt.053 message the reader stands: the path of elements, as one value.
///
/// - Source: docs/spec/bank-import.md#statement, docs/spec/bank-import.md#line
enum CamtPlace: UInt8 {
    // Above the statement. An envelope is anything around the message.
    case envelope, message, elsewhere

    case statement, statementID, pagination, pageNumber, isLastPage, electronicNumber, legalNumber
    case createdAt, period, periodStart, periodEnd
    case account, accountID, accountIBAN, accountOther, accountOtherID, accountCurrency
    case balance, balanceType, balanceTypeChoice, balanceCode
    case balanceAmount, balanceDirection, balanceDate, balanceDay

    case entry, entryAmount, entryDirection, entryReversal, entryStatus, entryStatusCode
    case bookingDate, bookingDay, valueDate, valueDay, entryReference, entryText
    case entryCode, entryDomain, entryFamily, entrySubFamily
    case entryProprietary, entryProprietaryCode

    case details, detail, references, endToEndID, detailReference
    case detailCode, detailDomain, detailFamily, detailSubFamily
    case detailProprietary, detailProprietaryCode
    case parties, debtor, debtorParty, debtorName
    case debtorAccount, debtorAccountID, debtorIBAN, debtorOther, debtorOtherID
    case creditor, creditorParty, creditorName
    case creditorAccount, creditorAccountID, creditorIBAN, creditorOther, creditorOtherID
    case remittance, unstructured, structured, creditorReferenceGroup, creditorReference
    case returned, returnReason, returnCode
}

extension CamtPlace {
    /// Whether the text of the place is read.
    var isLeaf: Bool {
        switch self {
        case .statementID, .pageNumber, .isLastPage, .electronicNumber, .legalNumber, .createdAt,
            .periodStart, .periodEnd, .accountIBAN, .accountOtherID, .accountCurrency,
            .balanceCode, .balanceAmount, .balanceDirection, .balanceDate, .balanceDay,
            .entryAmount, .entryDirection, .entryReversal, .entryStatus, .entryStatusCode,
            .bookingDate, .bookingDay, .valueDate, .valueDay, .entryReference, .entryText,
            .entrySubFamily, .entryProprietaryCode, .endToEndID,
            .detailReference, .detailSubFamily, .detailProprietaryCode,
            .debtorName, .debtorIBAN, .debtorOtherID, .creditorName, .creditorIBAN,
            .creditorOtherID, .unstructured, .creditorReference, .returnCode:
            true
        default: false
        }
    }

    /// Whether the amount of the place names its currency in an attribute.
    var hasCurrency: Bool { self == .entryAmount || self == .balanceAmount }

    /// The place of an element inside this place; `elsewhere` when it means nothing to us.
    func child(_ element: CamtElement) -> CamtPlace {
        if self == .elsewhere { return .elsewhere }
        if self == .envelope { return element == .message ? .message : .envelope }
        if self == .message { return element == .statement ? .statement : .elsewhere }
        if rawValue < CamtPlace.balance.rawValue { return statementChild(element) }
        if rawValue < CamtPlace.entry.rawValue { return balanceChild(element) }
        if rawValue < CamtPlace.details.rawValue { return entryChild(element) }
        return rawValue < CamtPlace.parties.rawValue ? detailChild(element) : partyChild(element)
    }

    private func statementChild(_ element: CamtElement) -> CamtPlace {
        switch (self, element) {
        case (.statement, .entry): .entry
        case (.statement, .balance): .balance
        case (.statement, .identification): .statementID
        case (.statement, .account): .account
        case (.statement, .pagination): .pagination
        case (.statement, .electronicNumber): .electronicNumber
        case (.statement, .legalNumber): .legalNumber
        case (.statement, .createdAt): .createdAt
        case (.statement, .period): .period
        case (.pagination, .pageNumber): .pageNumber
        case (.pagination, .isLastPage): .isLastPage
        case (.period, .fromInstant), (.period, .fromDay): .periodStart
        case (.period, .toInstant), (.period, .toDay): .periodEnd
        case (.account, .identification): .accountID
        case (.account, .currency): .accountCurrency
        case (.accountID, .iban): .accountIBAN
        case (.accountID, .otherAccount): .accountOther
        case (.accountOther, .identification): .accountOtherID
        default: .elsewhere
        }
    }

    private func balanceChild(_ element: CamtElement) -> CamtPlace {
        switch (self, element) {
        case (.balance, .type): .balanceType
        case (.balanceType, .codeOrProprietary): .balanceTypeChoice
        case (.balanceTypeChoice, .code): .balanceCode
        case (.balance, .amount): .balanceAmount
        case (.balance, .direction): .balanceDirection
        case (.balance, .day): .balanceDate
        case (.balanceDate, .day), (.balanceDate, .instant): .balanceDay
        default: .elsewhere
        }
    }

    private func entryChild(_ element: CamtElement) -> CamtPlace {
        switch (self, element) {
        case (.entry, .amount): .entryAmount
        case (.entry, .direction): .entryDirection
        case (.entry, .reversal): .entryReversal
        case (.entry, .status): .entryStatus
        case (.entryStatus, .code), (.entryStatus, .proprietary): .entryStatusCode
        case (.entry, .bookingDate): .bookingDate
        case (.bookingDate, .day), (.bookingDate, .instant): .bookingDay
        case (.entry, .valueDate): .valueDate
        case (.valueDate, .day), (.valueDate, .instant): .valueDay
        case (.entry, .bankReference): .entryReference
        case (.entry, .entryText): .entryText
        case (.entry, .transactionCode): .entryCode
        case (.entryCode, .domain): .entryDomain
        case (.entryDomain, .family): .entryFamily
        case (.entryFamily, .subFamily): .entrySubFamily
        case (.entryCode, .proprietary): .entryProprietary
        case (.entryProprietary, .code): .entryProprietaryCode
        case (.entry, .entryDetails): .details
        default: .elsewhere
        }
    }

    private func detailChild(_ element: CamtElement) -> CamtPlace {
        switch (self, element) {
        case (.details, .detail): .detail
        case (.detail, .references): .references
        case (.references, .endToEndID): .endToEndID
        case (.references, .bankReference): .detailReference
        case (.detail, .transactionCode): .detailCode
        case (.detailCode, .domain): .detailDomain
        case (.detailDomain, .family): .detailFamily
        case (.detailFamily, .subFamily): .detailSubFamily
        case (.detailCode, .proprietary): .detailProprietary
        case (.detailProprietary, .code): .detailProprietaryCode
        case (.detail, .parties): .parties
        case (.detail, .remittance): .remittance
        case (.detail, .returned): .returned
        default: .elsewhere
        }
    }

    private func partyChild(_ element: CamtElement) -> CamtPlace {
        switch (self, element) {
        case (.parties, .debtor): .debtor
        case (.debtor, .party): .debtorParty
        case (.debtor, .name), (.debtorParty, .name): .debtorName
        case (.parties, .debtorAccount): .debtorAccount
        case (.debtorAccount, .identification): .debtorAccountID
        case (.debtorAccountID, .iban): .debtorIBAN
        case (.debtorAccountID, .otherAccount): .debtorOther
        case (.debtorOther, .identification): .debtorOtherID
        case (.parties, .creditor): .creditor
        case (.creditor, .party): .creditorParty
        case (.creditor, .name), (.creditorParty, .name): .creditorName
        case (.parties, .creditorAccount): .creditorAccount
        case (.creditorAccount, .identification): .creditorAccountID
        case (.creditorAccountID, .iban): .creditorIBAN
        case (.creditorAccountID, .otherAccount): .creditorOther
        case (.creditorOther, .identification): .creditorOtherID
        case (.remittance, .unstructured): .unstructured
        case (.remittance, .structured): .structured
        case (.structured, .creditorReferenceGroup): .creditorReferenceGroup
        case (.creditorReferenceGroup, .reference): .creditorReference
        case (.returned, .reason): .returnReason
        case (.returnReason, .code), (.returnReason, .proprietary): .returnCode
        default: .elsewhere
        }
    }
}
