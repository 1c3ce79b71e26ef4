/// Why an invoice cannot leave as XRechnung.
///
/// - Source: docs/spec/invoice-files.md#master-data
package enum XRechnungError: Error, Hashable, Sendable {
    /// Master data that are not there; at least one.
    case missing([MissingField])
    /// Lines that are not taxable here, beside others: a file takes only one of the two (BR-O-11).
    case mixedWithOutOfScope
    /// The amounts do not fit, or do not add up by the rules that the file must keep.
    case amounts(String)

    /// A field that a party lacks.
    package struct MissingField: Hashable, Sendable {
        package let party: String
        /// In words: `an address`.
        package let field: String
        /// The options of `ringfence party change` that add it.
        package let options: String

        package init(party: String, field: String, options: String) {
            self.party = party
            self.field = field
            self.options = options
        }
    }
}

extension XRechnungError {
    /// What happened.
    package var fact: String {
        switch self {
        case .missing(let fields):
            fields.map { "\($0.party) has no \($0.field)" }.joined(separator: ", ")
        case .mixedWithOutOfScope:
            "it has lines that are not taxable here beside others (BR-O-11)"
        case .amounts(let what): what
        }
    }

    /// What to do.
    package var remedy: String {
        switch self {
        case .missing(let fields):
            Self.commands(fields).map { "run `\($0)`" }.joined(separator: ", ")
        case .mixedWithOutOfScope: "bill them on an invoice of their own"
        case .amounts: "send this invoice as text or html"
        }
    }

    /// One command for each party, with the options of all that it lacks.
    private static func commands(_ fields: [MissingField]) -> [String] {
        var parties: [String] = []
        for field in fields where !parties.contains(field.party) { parties.append(field.party) }
        return parties.map { party in
            let options = fields.filter { $0.party == party }.map(\.options)
            return "ringfence party change \(party) \(options.joined(separator: " "))"
        }
    }
}
