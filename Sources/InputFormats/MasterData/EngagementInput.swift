package import EscrowCore
package import MoneyCore

/// Terms of an engagement as a line of a CSV file gives them.
///
/// - Source: docs/csv.md#engagements
package struct EngagementInput: Hashable, Sendable {
    package let line: Int
    package let code: String
    package let client: String
    package let freelancer: String
    package let validFrom: Day
    package let validTo: Day?
    package let clientRate: Money
    package let freelancerRate: Money
    package let clientVAT: VATStatus
    package let freelancerVAT: VATStatus
    package let title: ClaimTitle
    package let policy: SplitPolicy
    package let release: Release
    package let rule: String?
    package let termDays: Int
    package let routingAgreedOn: Day?
    package let subject: String

    package static let columns = CSVFile.Columns(
        required: [
            "code", "client", "freelancer", "valid-from", "client-rate", "freelancer-rate",
            "client-vat", "freelancer-vat", "title", "subject",
        ],
        optional: [
            "valid-to", "assigned-on", "assignment-released", "policy", "release", "rule",
            "term-days",
            "routing-agreed-on",
        ])

    /// Reads all terms of a file; rates are in the book's currency.
    package static func read(
        _ bytes: [UInt8], name: String, currency: Currency
    ) throws(InputError) -> [EngagementInput] {
        try CSVFile(bytes, name: name, columns: columns).rows.map { row throws(InputError) in
            try EngagementInput(row, currency)
        }
    }

    private init(_ row: CSVRow, _ currency: Currency) throws(InputError) {
        line = row.line
        code = try row.text("code")
        client = try row.text("client")
        freelancer = try row.text("freelancer")
        validFrom = try row.day("valid-from")
        validTo = try row.optionalDay("valid-to")
        clientRate = try row.amount("client-rate", currency)
        freelancerRate = try row.amount("freelancer-rate", currency)
        clientVAT = try Self.vat(row, "client-vat")
        freelancerVAT = try Self.vat(row, "freelancer-vat")
        title = try Self.title(row)
        policy =
            try row.optional("policy", "pro-rata, freelancer-first or agency-first") {
                SplitPolicy($0)
            } ?? .proRata
        release =
            try row.optional("release", Release.forms.joined(separator: ", ")) { Release($0) }
            ?? .onReceipt
        rule = row.optional("rule")
        termDays =
            try row.optional("term-days", "a number of days from 0 to 365") { text in
                Int(text).flatMap { (0...365).contains($0) ? $0 : nil }
            } ?? 30
        routingAgreedOn = try row.optionalDay("routing-agreed-on")
        subject = try row.text("subject")
    }

    private static func vat(_ row: CSVRow, _ column: String) throws(InputError) -> VATStatus {
        try row.value(
            column, "a rate such as 19, or small-business, reverse-charge or foreign"
        ) { VATStatus($0) }
    }

    /// Only a trustee's title has a day of assignment.
    private static func title(_ row: CSVRow) throws(InputError) -> ClaimTitle {
        let name = try row.value("title", "agency, freelancer or trustee") { text in
            ["agency", "freelancer", "trustee"].contains(text) ? text : nil
        }
        let assignedOn = try row.optionalDay("assigned-on")
        let released = try row.optional("assignment-released", "yes or no") { text in
            ["yes": true, "no": false][text]
        }
        guard name == "trustee" else {
            guard assignedOn == nil, released == nil else {
                throw row.error(
                    "title", "The title is \(name), but an assignment to a trustee is given.",
                    "Write trustee, or leave assigned-on and assignment-released empty.")
            }
            return name == "agency" ? .agency : .freelancer
        }
        return .trustee(
            assignedOn: try row.day("assigned-on"), globalAssignmentReleased: released ?? false)
    }
}
