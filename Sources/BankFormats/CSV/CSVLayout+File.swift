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
        self.init(
            name: values["name"] ?? "layout", sign: try Self.sign(values),
            bookingDay: try need("booking-day"), text: Self.list(values["text"]))
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
        valueDay = values["value-day"]
        accountColumn = values["account-column"]
        account = values["account"]
        currencyColumn = values["currency-column"]
        currency = values["currency"]
        payer = values["payer"] ?? values["counterparty"]
        payee = values["payee"] ?? values["counterparty"]
        counterpartyAccount = values["counterparty-account"]
        endToEndID = values["end-to-end-id"]
        mandateID = values["mandate-id"]
        creditorReference = values["creditor-reference"]
        bankReference = values["bank-reference"]
        codeText = values["code"]
        balance = values["balance"]
        status = values["status"]
        booked = Self.list(values["status-booked"])
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
        "name", "separator", "date", "decimal", "sign", "amount", "debit", "credit", "sign-column",
        "booking-day", "value-day", "account", "account-column", "currency", "currency-column",
        "counterparty", "payer", "payee", "counterparty-account", "text", "end-to-end-id",
        "mandate-id", "creditor-reference", "bank-reference", "code", "balance", "status",
        "status-booked",
    ]
}
