import BankFormats
import EscrowCore
import EscrowTestSupport
import Foundation

/// Answers of banks for the tests.
enum StatusSample {
    static let names = ["rejected-03", "partly-12", "names-10", "prefixed-envelope"]

    static func bytes(_ name: String) throws -> [UInt8] {
        struct NoFixture: Error { let name: String }
        guard
            let url = Bundle.module.url(
                forResource: name, withExtension: "xml", subdirectory: "Fixtures/Status")
        else { throw NoFixture(name: name) }
        return [UInt8](try Data(contentsOf: url))
    }

    static func read(_ bytes: some Collection<UInt8>) throws -> [StatusReport] {
        try CamtSample.withFile(bytes) { try StatusFile.read(path: $0, name: "answer.xml") }
    }

    static func reports(_ name: String) throws -> [StatusReport] { try read(bytes(name)) }

    /// The error that a text is refused with; nil if it is not refused.
    static func refusal(_ bytes: some Collection<UInt8>) throws -> StatusFileError? {
        do {
            _ = try read(bytes)
            return nil
        } catch let error as StatusFileError {
            return error
        }
    }

    /// An answer with what stands behind its head.
    static func text(_ rest: String) -> String {
        "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>S</MsgId></GrpHdr>\n\(rest)\n</CstmrPmtStsRpt></Document>"
    }
}
