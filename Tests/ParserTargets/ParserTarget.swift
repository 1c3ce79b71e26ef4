/// Every parser of files that come from outside.
///
/// A new parser is one case here, with its seeds and what reads it: `make fuzz` and the seeded
/// replay of the tests run over all cases.
package enum ParserTarget: String, CaseIterable, Sendable {
    case camt
    case mt
    case table
    case archive
    case status
    case layout
    case invoice
    case pdf
    case rule
    case scenario
    case caseFile
    case protection
    case input

    /// Where sound files of it lie, below the clone's own folder, and how their names end.
    package struct Seeds: Hashable, Sendable {
        package let folder: String
        package let endings: [String]
    }

    package var seeds: [Seeds] {
        let bank = "Tests/BankFormatsTests/Fixtures"
        let invoices = "Tests/InvoiceFormatsTests/Fixtures"
        let own = "Tests/ParserSeeds"
        return switch self {
        case .camt: [Seeds(folder: bank, endings: [".xml"])]
        case .mt: [Seeds(folder: bank, endings: [".sta", ".mt942"])]
        case .table: [Seeds(folder: bank, endings: [".csv"])]
        case .archive: [Seeds(folder: bank, endings: ["statements.zip"])]
        case .status: [Seeds(folder: "\(bank)/Status", endings: [".xml"])]
        case .layout: [Seeds(folder: own, endings: [".layout.yaml"])]
        case .invoice: [Seeds(folder: invoices, endings: [".xml"])]
        case .pdf: [Seeds(folder: own, endings: [".pdf"])]
        case .rule: [Seeds(folder: "docs/schemas", endings: ["rule.example.yaml"])]
        case .scenario:
            [
                Seeds(folder: "docs/schemas", endings: ["scenario.example.yaml"]),
                Seeds(folder: "samples/01-agency-failure-2013/in", endings: ["scenario.yaml"]),
            ]
        case .caseFile: [Seeds(folder: "docs/schemas", endings: ["case.example.yaml"])]
        case .protection: [Seeds(folder: own, endings: [".protection.yaml"])]
        case .input: [Seeds(folder: own, endings: [".csv"])]
        }
    }

    /// Text that opens what can be nested, for files that are nested too deeply.
    package var openings: [String] {
        switch self {
        case .camt: ["<a>", "<Ntry><NtryDtls><TxDtls>", "<Document>"]
        case .status: ["<a>", "<OrgnlPmtInfAndSts><TxInfAndSts>", "<Document>"]
        case .mt: [":20:A\n:60F:C130321EUR1,\n", "{4:", ":86:?20"]
        case .table, .input: ["\"", ";", "\n"]
        case .archive: ["PK\u{3}\u{4}", "PK\u{1}\u{2}"]
        case .layout: ["a: ", "text: A + "]
        case .invoice: ["<a>", "<cac:InvoiceLine>", "<ram:IncludedNote>"]
        case .pdf: ["[<<", "<<", "1 0 obj ", "("]
        case .rule, .scenario, .caseFile, .protection: ["[", "{a: ", "- ", "? "]
        }
    }
}
