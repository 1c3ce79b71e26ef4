import BankFormats
import Foundation
import MoneyCore

/// Files for the tests of every form, and what they were read as in a short text.
enum StatementFile {
    struct NoFixture: Error { let name: String }

    static func path(_ name: String) throws -> String {
        guard let folder = Bundle.module.path(forResource: "Fixtures", ofType: nil) else {
            throw NoFixture(name: name)
        }
        return "\(folder)/\(name)"
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    /// All fixtures, by the end of their names.
    static func names(_ suffixes: [String]) -> [String] {
        let folder = Bundle.module.path(forResource: "Fixtures", ofType: nil) ?? ""
        // Folders beside them hold files of other kinds.
        let all =
            (try? FileManager.default.contentsOfDirectory(
                at: URL(fileURLWithPath: folder), includingPropertiesForKeys: [.isDirectoryKey]))
            ?? []
        return all.filter { !$0.hasDirectoryPath }.map(\.lastPathComponent).filter { name in
            suffixes.contains { name.hasSuffix($0) }
        }.sorted()
    }

    /// What a file holds: its statements and entries, one short text each.
    struct Shown: Equatable {
        var statements: [String] = []
        var entries: [String] = []
        var warnings: [String] = []
    }

    static func show(_ name: String) throws -> Shown { try show(path: path(name), name: name) }

    static func show(path: String, name: String) throws -> Shown {
        let reader = try BankFileReader(path: path, name: name)
        return try show(reader.document)
    }

    static func show(_ document: BankDocument) throws -> Shown {
        var shown = Shown()
        shown.statements = document.statements.map(Self.statement)
        try document.forEachEntry { _, entry in shown.entries.append(Self.entry(entry)) }
        shown.warnings = document.findings.texts
        return shown
    }

    /// `camt.053 DE89.. S-1 10.00..15.00 balanced`.
    private static func statement(_ statement: ReadStatement) -> String {
        let verdict =
            statement.isBalanced.map { isBalanced in
                isBalanced ? "balanced" : "off by \(statement.difference?.plain ?? "?")"
            } ?? "open"
        let balances = [statement.opening, statement.closing].map { $0?.amount.plain ?? "?" }
        return
            "\(statement.format.rawValue) \(statement.accountText) \(statement.id) \(balances[0])..\(balances[1]) \(verdict)"
    }

    /// `22/25 5.00 EUR BOOK | reference | end-to-end id | name | account | text`.
    private static func entry(_ entry: StatementEntry) -> String {
        let days = [entry.bookingDay, entry.valueDay].map { $0?.description ?? "?" }
        let money = entry.amount.map { "\($0.plain) \($0.currency.code)" } ?? "?"
        let texts = [
            entry.bankReference, entry.endToEndID, entry.counterparty.name,
            entry.counterparty.account, entry.remittance.isEmpty ? nil : entry.remittance,
        ]
        let reversal = entry.isReversal ? " reversal" : ""
        let reason = entry.returnReason.map { " \($0)" } ?? ""
        let day = "\(days[0])/\(days[1])".replacing("2013-03-", with: "")
        return "\(day) \(money) \(entry.status ?? "-")\(reversal)\(reason) | "
            + texts.map { $0 ?? "-" }.joined(separator: " | ")
    }
}
