/// Where in a camt message the reader stands: the path of elements, as one value.
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
    case entryProprietary, entryProprietaryCode, entryDomainCode, entryFamilyCode
    case entryNumber, entryCharges, entryChargeRecord
    case entryChargeAmount, entryChargeDirection, entryChargeIncluded
    case entryAmounts, entryInstructed, entryInstructedAmount, entryExchange, entryRate

    case details, batch, batchCount, batchMessageID, batchPaymentID, detail, detailAmount,
        detailDirection
    case references, endToEndID, detailReference
    case instructionID, messageID, paymentID, transactionID, mandateID, detailText
    case detailAmounts, detailInstructed, detailInstructedAmount
    case detailTransaction, detailTransactionAmount, detailExchange, detailRate
    case agents, agent, agentInstitution, agentBIC
    case detailCharges, detailChargeRecord
    case detailChargeAmount, detailChargeDirection, detailChargeIncluded
    case detailCode, detailDomain, detailFamily, detailSubFamily
    case detailProprietary, detailProprietaryCode
    case parties, debtor, debtorParty, debtorName
    case debtorAccount, debtorAccountID, debtorIBAN, debtorOther, debtorOtherID
    case creditor, creditorParty, creditorName
    case creditorAccount, creditorAccountID, creditorIBAN, creditorOther, creditorOtherID
    case ultimateDebtor, ultimateDebtorParty, ultimateDebtorName
    case ultimateCreditor, ultimateCreditorParty, ultimateCreditorName
    case remittance, unstructured, structured, creditorReferenceGroup, creditorReference
    case returned, returnReason, returnCode, returnText
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
            .entrySubFamily, .entryProprietaryCode, .entryDomainCode, .entryFamilyCode,
            .entryNumber, .entryChargeAmount, .entryChargeDirection, .entryChargeIncluded,
            .entryInstructedAmount, .entryRate,
            .batchCount, .batchMessageID, .batchPaymentID, .messageID, .detailAmount,
            .detailDirection, .endToEndID, .detailReference,
            .instructionID, .paymentID, .transactionID, .mandateID, .detailText,
            .detailInstructedAmount, .detailTransactionAmount, .detailRate, .agentBIC,
            .detailChargeAmount, .detailChargeDirection, .detailChargeIncluded,
            .detailSubFamily, .detailProprietaryCode,
            .debtorName, .debtorIBAN, .debtorOtherID, .creditorName, .creditorIBAN,
            .creditorOtherID, .ultimateDebtorName, .ultimateCreditorName, .unstructured,
            .creditorReference, .returnCode, .returnText:
            true
        default: false
        }
    }

    /// Whether the amount of the place names its currency in an attribute.
    var hasCurrency: Bool {
        switch self {
        case .entryAmount, .balanceAmount, .entryChargeAmount, .entryInstructedAmount,
            .detailAmount, .detailInstructedAmount, .detailTransactionAmount,
            .detailChargeAmount:
            true
        default: false
        }
    }

    /// The place of an element inside this place; `elsewhere` when it means nothing to us.
    func child(_ element: CamtElement) -> CamtPlace {
        if self == .elsewhere { return .elsewhere }
        if self == .envelope { return element.format == nil ? .envelope : .message }
        if self == .message { return messageChild(element) }
        if rawValue < CamtPlace.balance.rawValue { return statementChild(element) }
        if rawValue < CamtPlace.entry.rawValue { return balanceChild(element) }
        if rawValue < CamtPlace.details.rawValue { return entryChild(element) }
        return rawValue < CamtPlace.parties.rawValue ? detailChild(element) : partyChild(element)
    }

    private func messageChild(_ element: CamtElement) -> CamtPlace {
        switch element {
        case .statement, .reportPart, .notificationPart: .statement
        default: .elsewhere
        }
    }

    private func statementChild(_ element: CamtElement) -> CamtPlace {
        switch (self, element) {
        case (.statement, .entry): .entry
        case (.statement, .balance): .balance
        case (.statement, .identification): .statementID
        case (.statement, .account): .account
        case (.statement, .pagination), (.statement, .reportPagination),
            (.statement, .notificationPagination):
            .pagination
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
        case (.entryDomain, .code): .entryDomainCode
        case (.entryFamily, .code): .entryFamilyCode
        case (.entry, .entryReference): .entryNumber
        case (.entry, .entryDetails): .details
        default: entryMoneyChild(element)
        }
    }

    private func entryMoneyChild(_ element: CamtElement) -> CamtPlace {
        switch (self, element) {
        case (.entry, .charges): .entryCharges
        case (.entryCharges, .chargeRecord): .entryChargeRecord
        case (.entryCharges, .amount), (.entryChargeRecord, .amount): .entryChargeAmount
        case (.entryCharges, .direction), (.entryChargeRecord, .direction): .entryChargeDirection
        case (.entryCharges, .chargeIncluded), (.entryChargeRecord, .chargeIncluded):
            .entryChargeIncluded
        case (.entry, .amountDetails): .entryAmounts
        case (.entryAmounts, .instructedAmount): .entryInstructed
        case (.entryInstructed, .amount): .entryInstructedAmount
        case (.entryInstructed, .exchange): .entryExchange
        case (.entryAmounts, .transactionAmount), (.entryAmounts, .counterAmount):
            .entryExchange
        case (.entryExchange, .exchange): .entryExchange
        case (.entryExchange, .exchangeRate): .entryRate
        default: .elsewhere
        }
    }

    private func detailChild(_ element: CamtElement) -> CamtPlace {
        switch (self, element) {
        case (.details, .detail): .detail
        case (.details, .batch): .batch
        case (.batch, .batchCount): .batchCount
        case (.batch, .messageID): .batchMessageID
        case (.batch, .paymentID): .batchPaymentID
        case (.detail, .amount): .detailAmount
        case (.detail, .direction): .detailDirection
        case (.detail, .detailText): .detailText
        case (.references, .instructionID): .instructionID
        case (.references, .messageID): .messageID
        case (.references, .paymentID): .paymentID
        case (.references, .transactionID): .transactionID
        case (.references, .mandateID): .mandateID
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
        default: detailMoneyChild(element)
        }
    }

    private func detailMoneyChild(_ element: CamtElement) -> CamtPlace {
        switch (self, element) {
        case (.detail, .agents): .agents
        case (.agents, .debtorAgent), (.agents, .creditorAgent): .agent
        case (.agent, .institution): .agentInstitution
        case (.agentInstitution, .bic), (.agentInstitution, .bicfi): .agentBIC
        case (.detail, .charges): .detailCharges
        case (.detailCharges, .chargeRecord): .detailChargeRecord
        case (.detailCharges, .amount), (.detailChargeRecord, .amount): .detailChargeAmount
        case (.detailCharges, .direction), (.detailChargeRecord, .direction):
            .detailChargeDirection
        case (.detailCharges, .chargeIncluded), (.detailChargeRecord, .chargeIncluded):
            .detailChargeIncluded
        case (.detail, .amountDetails): .detailAmounts
        case (.detailAmounts, .instructedAmount): .detailInstructed
        case (.detailInstructed, .amount): .detailInstructedAmount
        case (.detailInstructed, .exchange), (.detailTransaction, .exchange): .detailExchange
        case (.detailAmounts, .transactionAmount): .detailTransaction
        case (.detailTransaction, .amount): .detailTransactionAmount
        case (.detailAmounts, .counterAmount): .detailExchange
        case (.detailExchange, .exchange): .detailExchange
        case (.detailExchange, .exchangeRate): .detailRate
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
        case (.parties, .ultimateDebtor): .ultimateDebtor
        case (.ultimateDebtor, .party): .ultimateDebtorParty
        case (.ultimateDebtor, .name), (.ultimateDebtorParty, .name): .ultimateDebtorName
        case (.parties, .ultimateCreditor): .ultimateCreditor
        case (.ultimateCreditor, .party): .ultimateCreditorParty
        case (.ultimateCreditor, .name), (.ultimateCreditorParty, .name): .ultimateCreditorName
        case (.remittance, .unstructured): .unstructured
        case (.remittance, .structured): .structured
        case (.structured, .creditorReferenceGroup): .creditorReferenceGroup
        case (.creditorReferenceGroup, .reference): .creditorReference
        case (.returned, .reason): .returnReason
        case (.returnReason, .code), (.returnReason, .proprietary): .returnCode
        case (.returned, .reasonText): .returnText
        default: .elsewhere
        }
    }
}
