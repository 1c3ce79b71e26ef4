import BackOffice
import EscrowCore
import EscrowTestSupport
import Foundation
import MoneyCore
import Testing

/// docs/spec/payment-file.md#form: files of both versions are valid by the schema of ISO 20022.
@Suite("Payment files beside their schema")
struct PaymentSchemaTests {
    /// Which transfers are in the file.
    enum Content: CaseIterable { case plain, instant, addressed, longest, outside }

    @Test("xmllint finds nothing", arguments: PaymentForm.Version.allCases, Content.allCases)
    func valid(_ version: PaymentForm.Version, _ content: Content) throws {
        let form = PaymentForm(
            version: version, isInstant: content == .instant,
            hasAddresses: content == .addressed || content == .longest)
        let isLongest = content == .longest
        let bytes = try PayoutFiles.render(
            PaymentOrder(
                messageID: isLongest ? Self.filled("PF-", 35) : "PF-1",
                createdAt: Instant(microseconds: 1_363_942_800_000_000),
                debtorName: isLongest ? Self.filled("trustee ", 70) : "trustee T-01",
                debtorAccount: try IBAN(SampleBook.trustIBAN),
                executionDay: SampleBook.day("2013-03-22"), form: form,
                transfers: try Self.transfers(content)))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("INST") == (content == .instant))
        #expect(text.contains("<PstlAdr>") == (form.hasAddresses || content == .outside))
        if isLongest {
            // What is replaced counts as it is written: "ae" are two.
            #expect(
                text.contains("<Nm>\(Self.filled(String(repeating: "ae", count: 30), 70))</Nm>"))
        }
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("payment-\(UUID().uuidString).xml")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try Self.check(file.path, version.rawValue)
    }

    private static func transfers(_ content: Content) throws -> [PaymentOrder.Transfer] {
        switch content {
        case .plain, .instant, .addressed:
            // Structured, hybrid, town and country alone.
            return try ["Weg 1", "Hof 12 b", "17 Rue Haute", ""].enumerated().map { index, street in
                transfer(
                    "PO-\(index)", "Ωμέγα & Söhne", try IBAN("AT611904300234573201"),
                    Address(street: street, postcode: "1010", city: "Wien", country: "AT"),
                    text: index == 0 ? "" : "invoice 2013-0001")
            }
        case .longest:
            let address = Address(
                street: filled("Gasse ", 70), postcode: filled("1", 16), city: filled("Wien ", 35),
                country: "AT")
            let structured = Address(
                street: filled("Gasse ", 70) + " " + String(repeating: "1", count: 15) + "a",
                postcode: "", city: "Ort", country: "AT")
            let account = try IBAN("MT84MALT011000012345MTLCAST001S")
            let umlauts = filled(String(repeating: "ä", count: 30), 40)
            return [address, structured].enumerated().map { index, address in
                transfer(
                    filled("PO-\(index)", 35), umlauts, account, address, text: filled("Rg ", 140))
            }
        case .outside:
            // Accounts outside the EEA ask for an address, whether addresses are wanted or not.
            return [
                transfer(
                    "PO-1", "Łukasz Żółć", try IBAN("GB29NWBK60161331926819"),
                    Address(street: "High Street 1", postcode: "", city: "London", country: "GB"),
                    text: "ÄÖÜ ß"),
                transfer(
                    "PO-2", "Ñandú & Çelik", try IBAN("CH9300762011623852957"),
                    Address(street: "", postcode: "8000", city: "Zürich", country: "CH"), text: ""),
            ]
        }
    }

    private static func transfer(
        _ id: String, _ name: String, _ account: IBAN, _ address: Address, text: String
    ) -> PaymentOrder.Transfer {
        PaymentOrder.Transfer(
            endToEndID: id, amount: Money(minor: 999_999_999_99, .eur), creditorName: name,
            creditorAccount: account, creditorAddress: address, remittance: text, references: [])
    }

    /// A text filled up with letters to its greatest length.
    private static func filled(_ text: String, _ count: Int) -> String {
        text + String(repeating: "x", count: max(0, count - text.count))
    }

    @Test(
        "the answers that the tests read are valid, too",
        arguments: [("rejected-03", "pain.002.001.03"), ("partly-12", "pain.002.001.12")])
    func answers(name: String, message: String) throws {
        let path = "Tests/BankFormatsTests/Fixtures/Status/\(name).xml"
        try Self.check(Clone.root.appending(path: path).path, message)
    }

    private static func check(_ path: String, _ message: String) throws {
        let schema = try ScriptRun.run(["bash", "scripts/schema.sh", message])
        #expect(schema.status == 0, "\(schema.errors)")
        let run = try ScriptRun.run([
            "xmllint", "--noout", "--nonet", "--schema",
            schema.output.trimmingCharacters(in: .whitespacesAndNewlines), path,
        ])
        #expect(run.status == 0, "\(run.errors)")
    }
}
