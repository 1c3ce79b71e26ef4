import BankFormats
import InputFormats
import InvoiceFormats
import MoneyCore

/// A parser did what none may do: it accepted what proves nothing, or gave no reason.
package struct BrokenParser: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
}

extension ParserTarget {
    /// Has the parser read a file.
    ///
    /// - Returns: Whether it was read; false where it was refused with a reason.
    /// - Throws: `BrokenParser`, or an error that is none of the parser's.
    package func read(_ bytes: [UInt8]) throws -> Bool {
        switch self {
        case .camt, .mt, .table, .archive: try BankFileProof.read(bytes)
        case .status: try BankFileProof.readStatus(bytes)
        case .layout: try Self.isRead { _ = try CSVLayout(Self.text(bytes)) }
        case .invoice, .pdf: try Self.isRead { _ = try InvoiceFile.read(bytes) }
        case .rule: try Self.isRead { _ = try RuleFile.read(text: Self.text(bytes), name: "rule") }
        case .scenario:
            try Self.isRead { _ = try ScenarioFile.read(text: Self.text(bytes), name: "scenario") }
        case .caseFile:
            try Self.isRead { _ = try CaseInput.read(text: Self.text(bytes), name: "case") }
        case .protection:
            try Self.isRead { _ = try ProtectionFile.read(text: Self.text(bytes), name: "it") }
        case .input: try Self.isReadAsInput(bytes)
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// Whether any of the tables of people reads a file.
    private static func isReadAsInput(_ bytes: [UInt8]) throws -> Bool {
        let readers: [() throws -> Void] = [
            { _ = try PartyInput.read(bytes, name: "file") },
            { _ = try EngagementInput.read(bytes, name: "file", currency: .eur) },
            { _ = try HoursInput.read(bytes, name: "file") },
            { _ = try SalesInput.read(bytes, name: "file", currency: .eur) },
            { _ = try DepositInput.read(bytes, name: "file", currency: .eur) },
        ]
        var isRead = false
        for reader in readers { if try self.isRead(reader) { isRead = true } }
        return isRead
    }

    static func isRead(_ body: () throws -> Void) throws -> Bool {
        do {
            try body()
            return true
        } catch let error as BankFileError {
            try require(error.description)
        } catch let error as BankFileError.Reason {
            try require(
                BankFileError(file: "file", line: nil, place: nil, reason: error).description)
        } catch let error as StatusFileError {
            try require(error.description)
        } catch let error as InvoiceFileError {
            try require(error.fact)
            try require(error.remedy)
        } catch let error as InputError {
            try require(error.description)
        }
        return false
    }

    private static func require(_ text: String) throws {
        if text.isEmpty { throw BrokenParser(description: "refused without a reason") }
    }
}
