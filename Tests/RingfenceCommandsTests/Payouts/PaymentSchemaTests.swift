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
    enum Content: CaseIterable { case plain, instant, addressed }

    @Test("xmllint finds nothing", arguments: PaymentForm.Version.allCases, Content.allCases)
    func valid(_ version: PaymentForm.Version, _ content: Content) throws {
        let form = PaymentForm(
            version: version, isInstant: content == .instant, hasAddresses: content == .addressed)
        let streets = ["Weg 1", "17 Rue Haute", ""]
        let transfers = try streets.enumerated().map { index, street in
            PaymentOrder.Transfer(
                endToEndID: "PO-\(index)", amount: Money(minor: 999_999_999_99, .eur),
                creditorName: "Ωμέγα & Söhne", creditorAccount: try IBAN("AT611904300234573201"),
                creditorAddress: Address(
                    street: street, postcode: "1010", city: "Wien", country: "AT"),
                remittance: index == 0 ? "" : "invoice 2013-0001", references: [])
        }
        let bytes = try PayoutFiles.render(
            PaymentOrder(
                messageID: "PF-1", createdAt: Instant(microseconds: 1_363_942_800_000_000),
                debtorName: "trustee T-01", debtorAccount: try IBAN(SampleBook.trustIBAN),
                executionDay: SampleBook.day("2013-03-22"), form: form, transfers: transfers))
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("payment-\(UUID().uuidString).xml")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try Self.check(file.path, version.rawValue)
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
