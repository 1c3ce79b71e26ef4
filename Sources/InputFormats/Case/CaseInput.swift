package import InsolvencyCore
import MoneyCore

/// Reads the facts of a failure that somebody wrote by hand, from YAML; JSON is YAML.
///
/// Unknown keys, wrong types and facts that make no case are refused with line, column, key and
/// what is allowed.
///
/// - Source: docs/schemas/case.schema.json, docs/spec/simulation.md#case-files
package enum CaseInput {
    /// No case written by hand is longer.
    package static let bytesMax = 10_000_000

    /// Reads a case from a file's text; the name stands in errors.
    package static func read(text: String, name: String) throws(InputError) -> CaseFile {
        let top = try SettingsReader(
            text: text, file: name, bytesMax: bytesMax, what: "A case",
            empty: "Write filingDay, clients, freelancers and items.",
            example: "docs/spec/simulation.md#case-files")
        try top.allow([
            "currency", "filingDay", "sample", "clients", "freelancers", "items", "trust",
        ])
        let currency =
            try top.value("currency", allowed: "a currency code such as EUR") { Currency($0) }
            ?? .eur
        guard let filingDay = try top.day("filingDay") else {
            throw top.refusal("filingDay", "is missing.", "Write a day such as 2013-03-22.")
        }
        let clients = try codes("clients", top)
        let freelancers = try codes("freelancers", top)
        let isSample = try top.bool("sample") ?? false
        var items: [WorkItem] = []
        var readers: [SettingsReader] = []
        for section in try top.sections("items") ?? [] {
            let item = try CaseItemInput(section, currency).item()
            try check(item, section, clients, freelancers, filingDay)
            items.append(item)
            readers.append(section)
        }
        do {
            return try CaseFile(
                currency: currency, filingDay: filingDay,
                head: CaseFile.BookHead(size: 0, root: ""), isSample: isSample, clients: clients,
                freelancers: freelancers, items: items, trust: trust(top, currency))
        } catch let error as InputError {
            throw error
        } catch {
            throw refusal(error, top, items, readers)
        }
    }

    private static func codes(
        _ key: String, _ top: SettingsReader
    ) throws(InputError) -> [String] {
        let allowed = "[C-01, C-02]"
        guard let codes = try top.list(key, allowed: allowed), !codes.isEmpty else {
            throw top.refusal(key, "names nobody.", "Write a list of codes such as \(allowed).")
        }
        for (index, code) in codes.enumerated() where codes[..<index].contains(code) {
            throw top.refusal(key, "holds \(code) twice.", "Name it once.")
        }
        return codes
    }

    /// What only the whole case can tell of an item.
    private static func check(
        _ item: WorkItem, _ section: SettingsReader, _ clients: [String], _ freelancers: [String],
        _ filingDay: Day
    ) throws(InputError) {
        for (key, code, known) in [
            ("client", item.client, clients), ("freelancer", item.freelancer, freelancers),
        ] where !known.contains(code) {
            throw section.refusal(
                key, "is \"\(code)\".", "Write one of \(known.joined(separator: ", ")).")
        }
        guard item.performedTo <= filingDay else {
            throw section.refusal(
                "to", "is \(item.performedTo), after the filing day.",
                "Write a day up to \(filingDay).")
        }
    }

    private static func trust(
        _ top: SettingsReader, _ currency: Currency
    ) throws(InputError) -> TrustPosition {
        guard let section = try top.section("trust") else { return .empty(currency) }
        try section.allow(["unidentified", "refundable", "shortfall", "agencyTopUp"])
        let zero = Money.zero(currency)
        return TrustPosition(
            unidentified: try section.money("unidentified", in: currency) ?? zero,
            refundable: try section.money("refundable", in: currency) ?? zero,
            shortfall: try section.money("shortfall", in: currency) ?? zero,
            agencyTopUp: try section.money("agencyTopUp", in: currency) ?? zero)
    }

    /// Finds the item that the core refused, by asking for each alone.
    private static func refusal(
        _ error: any Error, _ top: SettingsReader, _ items: [WorkItem], _ readers: [SettingsReader]
    ) -> InputError {
        let currency = items.first?.prices.clientNet.currency ?? .eur
        for (item, reader) in zip(items, readers) {
            let day = items.map(\.performedTo).max() ?? item.performedTo
            let alone = try? CaseFile(
                currency: currency, filingDay: day, head: CaseFile.BookHead(size: 0, root: ""),
                isSample: false, clients: [item.client], freelancers: [item.freelancer],
                items: [item])
            if alone == nil {
                return SettingsReader.error(
                    reader.file, reader.mark, "\(reader.path) makes no case: \(error)",
                    "See docs/spec/simulation.md#case-files.")
            }
        }
        return top.refusal(
            "trust", "makes no case: \(error)", "See docs/spec/simulation.md#case-files.")
    }
}
