import BankFormats
import EscrowCore
import Foundation

/// Files for the tests: the fixtures, and short statements written where they are used.
enum CamtSample {
    static let names = ["statement-02", "statement-08", "pages-08", "accounts-08"]

    static func path(_ name: String) throws -> String {
        struct NoFixture: Error { let name: String }
        guard
            let path = Bundle.module.path(
                forResource: name, ofType: "xml", inDirectory: "Fixtures")
        else { throw NoFixture(name: name) }
        return path
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    /// Runs a body on a file of the given bytes, called `bank.xml` in messages.
    static func withFile<Result>(
        _ bytes: some Collection<UInt8>, _ body: (_ path: String) throws -> Result
    ) throws -> Result {
        let url = folder.appendingPathComponent("bank-\(UUID().uuidString).xml")
        try Data(bytes).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(url.path)
    }

    /// Where files of a moment lie: in memory where the system has such a folder, because the laws
    /// make tens of thousands of them.
    static var folder: URL {
        FileManager.default.isWritableFile(atPath: "/dev/shm")
            ? URL(fileURLWithPath: "/dev/shm") : FileManager.default.temporaryDirectory
    }

    static func append(_ text: String, to path: String) throws {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    /// Reads both passes of a text.
    static func read(_ text: String) throws -> (file: CamtFile, lines: [BankLine]) {
        try withFile(Array(text.utf8)) { path in
            let file = try CamtFile(path: path, name: "bank.xml")
            return (file, try lines(of: file).map(\.line))
        }
    }

    static func lines(of file: CamtFile) throws -> [(statement: Int, line: BankLine)] {
        var lines: [(Int, BankLine)] = []
        try file.forEachLine { lines.append(($0, $1)) }
        return lines
    }

    /// The error that a text is refused with; nil if it is not refused.
    static func refusal(_ text: String) throws -> BankFileError? {
        do {
            _ = try read(text)
            return nil
        } catch let error as BankFileError {
            return error
        }
    }

    /// A message of one statement: opening 10.00, one credit of 5.00, closing 15.00, unless said
    /// otherwise.
    static func message(
        head: String = "<Id>S</Id><CreDtTm>2013-03-22T20:00:00</CreDtTm>",
        account: String = "<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>",
        balances: String = balance("OPBD", "10.00") + balance("CLBD", "15.00"),
        entries: String = entry()
    ) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document><BkToCstmrStmt><Stmt>
        \(head)
        \(account)
        \(balances)
        \(entries)
        </Stmt></BkToCstmrStmt></Document>
        """
    }

    static func balance(
        _ type: String, _ amount: String, currency: String = "EUR",
        direction: String = "<CdtDbtInd>CRDT</CdtDbtInd>",
        date: String = "<Dt><Dt>2013-03-22</Dt></Dt>"
    ) -> String {
        "<Bal><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp>"
            + "<Amt Ccy=\"\(currency)\">\(amount)</Amt>\(direction)\(date)</Bal>"
    }

    static func entry(
        amount: String = "<Amt Ccy=\"EUR\">5.00</Amt>",
        direction: String = "<CdtDbtInd>CRDT</CdtDbtInd>",
        status: String = "<Sts><Cd>BOOK</Cd></Sts>",
        dates: String = "<BookgDt><Dt>2013-03-22</Dt></BookgDt><ValDt><Dt>2013-03-23</Dt></ValDt>",
        rest: String = ""
    ) -> String {
        "<Ntry>\(amount)\(direction)\(status)\(dates)\(rest)</Ntry>"
    }

    /// The details of one payment.
    static func detail(_ inner: String) -> String {
        "<NtryDtls><TxDtls>\(inner)</TxDtls></NtryDtls>"
    }
}
