import MoneyCore

/// What the country of an account means to a SEPA transfer.
///
/// - Source: EPC409-09, list of SEPA countries; docs/spec/payment-file.md#addresses
enum SEPACountry {
    /// The EEA: a transfer needs no address.
    case economicArea
    /// In the SEPA all the same: a transfer needs one.
    case beyond
    case outside

    init(of account: IBAN) {
        if Self.area.contains(account.country) {
            self = .economicArea
        } else {
            self = Self.others.contains(account.country) ? .beyond : .outside
        }
    }

    private static let area: Set<String> = [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
        "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    ]

    /// Guernsey, Jersey and the Isle of Man have accounts of GB.
    private static let others: Set<String> = [
        "AD", "AL", "CH", "GB", "GI", "MC", "MD", "ME", "MK", "RS", "SM", "VA",
    ]
}
