/// A layout as a file: one `key: value` a line, which is YAML without its depths.
///
/// - Source: docs/bank-layouts.md#file
extension CSVLayout {
    package init(_ text: String) throws(BankFileError.Reason) {
        var values: [String: String] = [:]
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let line = Self.trimmed(line)
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let colon = line.firstIndex(of: ":") else {
                throw .wrongMapping("line \(number + 1) has no \"key: value\"")
            }
            let key = Self.trimmed(line[..<colon])
            guard Self.keys.contains(key) else {
                throw .wrongMapping("line \(number + 1): there is no key \"\(key)\"")
            }
            let value = Self.value(line[line.index(after: colon)...])
            guard values.updateValue(value, forKey: key) == nil else {
                throw .wrongMapping("line \(number + 1): \(key) stands there twice")
            }
        }
        func need(_ key: String) throws(BankFileError.Reason) -> String {
            guard let value = values[key], !value.isEmpty else {
                throw .wrongMapping("\(key) is missing")
            }
            return value
        }
        if let name = values["like"] {
            guard let known = CSVLayout.known(name) else {
                throw .wrongMapping("like: there is no known layout \"\(name)\"")
            }
            self = known
            if values["sign"] != nil { sign = try Self.sign(values) }
        } else {
            self.init(
                name: "layout", sign: try Self.sign(values),
                bookingDay: try need("booking-day"), text: [])
        }
        name = values["name"] ?? name
        bookingDay = values["booking-day"] ?? bookingDay
        if let text = values["text"] { self.text = Self.list(text) }
        try readForms(values)
        readColumns(values)
    }

    private mutating func readForms(
        _ values: [String: String]
    ) throws(BankFileError.Reason) {
        if let text = values["separator"] {
            guard let separator = text == "tab" ? "\t" : text.first,
                text == "tab" || text.count == 1
            else { throw .wrongMapping("separator is one sign, or tab") }
            self.separator = separator
        }
        if let text = values["date"] {
            guard let form = DateForm(rawValue: text.lowercased()) else {
                throw .wrongMapping("date is dd.mm.yyyy, dd/mm/yyyy or yyyy-mm-dd")
            }
            dates = form
        }
        if let text = values["decimal"] {
            guard let sign = DecimalSign(rawValue: text) else {
                throw .wrongMapping("decimal is \",\" or \".\"")
            }
            decimals = sign
        }
        guard values["status"] == nil || values["status-booked"] != nil else {
            throw .wrongMapping("status-booked is missing: which words of status mean booked")
        }
    }

    private mutating func readColumns(_ values: [String: String]) {
        func put(_ column: WritableKeyPath<CSVLayout, String?>, _ keys: String...) {
            if let value = keys.lazy.compactMap({ values[$0] }).first {
                self[keyPath: column] = value
            }
        }
        // An account or a currency that is given counts before any column.
        if values["account"] != nil { accountColumn = nil }
        if values["currency"] != nil { currencyColumn = nil }
        put(\.valueDay, "value-day")
        put(\.accountColumn, "account-column")
        put(\.account, "account")
        put(\.currencyColumn, "currency-column")
        put(\.currency, "currency")
        put(\.payer, "payer", "counterparty")
        put(\.payee, "payee", "counterparty")
        put(\.counterpartyAccount, "counterparty-account")
        put(\.endToEndID, "end-to-end-id")
        put(\.mandateID, "mandate-id")
        put(\.creditorReference, "creditor-reference")
        put(\.bankReference, "bank-reference")
        put(\.codeText, "code")
        put(\.balance, "balance")
        put(\.openingLabel, "opening-label")
        put(\.closingLabel, "closing-label")
        put(\.status, "status")
        if let words = values["status-booked"] { booked = Self.list(words) }
    }

    private static func sign(
        _ values: [String: String]
    ) throws(BankFileError.Reason) -> Sign {
        func need(_ key: String) throws(BankFileError.Reason) -> String {
            guard let value = values[key], !value.isEmpty else {
                throw .wrongMapping("\(key) is missing")
            }
            return value
        }
        switch values["sign"] {
        case "in-amount": return .inAmount(try need("amount"))
        case "columns": return .columns(debit: try need("debit"), credit: try need("credit"))
        case "word":
            return .word(
                amount: try need("amount"), column: try need("sign-column"),
                debit: try need("debit"), credit: try need("credit"))
        default:
            throw .wrongMapping(
                "sign must say where the sign stands: in-amount, columns or word")
        }
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: " + ").map { trimmed($0) }.filter { !$0.isEmpty }
    }

    private static func value(_ text: Substring) -> String {
        let value = trimmed(text)
        guard value.count > 1, let quote = value.first, quote == "\"" || quote == "'",
            value.last == quote
        else { return value }
        return String(value.dropFirst().dropLast())
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        CamtText.string(CamtText.trimmed(Array(text.utf8)))
    }

    private static let keys: Set<String> = [
        "name", "like", "separator", "date", "decimal", "sign", "amount", "debit", "credit",
        "sign-column",
        "booking-day", "value-day", "account", "account-column", "currency", "currency-column",
        "counterparty", "payer", "payee", "counterparty-account", "text", "end-to-end-id",
        "mandate-id", "creditor-reference", "bank-reference", "code", "balance", "status",
        "status-booked", "opening-label", "closing-label",
    ]
}
