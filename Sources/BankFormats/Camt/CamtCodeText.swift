/// The bank's codes of an entry as one text: `PMNT/RCDT/ESCT`, else its own code.
struct CamtCodeText {
    private var domain = ""
    private var family = ""
    private var subFamily = ""
    private var own = ""

    private static let limit = 40

    mutating func read(_ place: CamtPlace, _ text: ArraySlice<UInt8>) {
        let code = CamtText.string(text.prefix(Self.limit))
        switch place {
        case .entryDomainCode: domain = code
        case .entryFamilyCode: family = code
        case .entrySubFamily: subFamily = code
        case .entryProprietaryCode: own = code
        default: break
        }
    }

    var text: String? {
        let iso = [domain, family, subFamily].filter { !$0.isEmpty }.joined(separator: "/")
        let parts = [iso, own].filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
