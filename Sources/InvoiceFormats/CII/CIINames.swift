/// What ZUGFeRD 1 called the elements of the Cross Industry Invoice.
///
/// Its line groups have names that the head's groups have in neither version, so that one table
/// serves both.
enum CIINames {
    static let ofVersion1 = [
        "SpecifiedExchangedDocumentContext": "ExchangedDocumentContext",
        "HeaderExchangedDocument": "ExchangedDocument",
        "SpecifiedSupplyChainTradeTransaction": "SupplyChainTradeTransaction",
        "ApplicableSupplyChainTradeAgreement": "ApplicableHeaderTradeAgreement",
        "ApplicableSupplyChainTradeDelivery": "ApplicableHeaderTradeDelivery",
        "ApplicableSupplyChainTradeSettlement": "ApplicableHeaderTradeSettlement",
        "SpecifiedSupplyChainTradeAgreement": "SpecifiedLineTradeAgreement",
        "SpecifiedSupplyChainTradeDelivery": "SpecifiedLineTradeDelivery",
        "SpecifiedSupplyChainTradeSettlement": "SpecifiedLineTradeSettlement",
        "ApplicablePercent": "RateApplicablePercent",
    ]

    /// The one name that means both: which it is, its group says.
    static let summation = "SpecifiedTradeSettlementMonetarySummation"
}
