import BankFormats
import EscrowCore
import MoneyCore
import Testing

/// docs/spec/payment-file.md#form, docs/spec/payment-file.md#addresses: what a form changes in a file.
@Suite("A payment file has one form")
struct PaymentFormTests {
    private static func text(
        _ form: PaymentForm, day: String = "2013-03-22", _ transfers: [PaymentOrder.Transfer]
    ) throws -> String {
        let order = try PaymentSample.order(executionDay: day, form: form, transfers: transfers)
        return String(decoding: try PaymentFile.write(order), as: UTF8.self)
    }

    private static func difference(_ text: String, _ other: String) -> [String] {
        let (lines, others) = (text.split(separator: "\n"), other.split(separator: "\n"))
        return others.difference(from: lines).map { change in
            switch change {
            case .insert(_, let line, _): "+" + line.trimmingBlanks
            case .remove(_, let line, _): "-" + line.trimmingBlanks
            }
        }.sorted()
    }

    @Test("the old version has another name and another day, and nothing else")
    func oldVersion() throws {
        let transfer = try PaymentSample.transfer("PO-1", 2380_00)
        let new = try Self.text(PaymentForm(), [transfer])
        let old = try Self.text(PaymentForm(version: .v03), [transfer])
        #expect(
            Self.difference(new, old) == [
                "+<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.03\">",
                "+<ReqdExctnDt>2013-03-22</ReqdExctnDt>",
                "-<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\">",
                "-<ReqdExctnDt><Dt>2013-03-22</Dt></ReqdExctnDt>",
            ])
    }

    @Test("an instant order says so, and is paid on a Saturday, too")
    func instant() throws {
        let transfer = try PaymentSample.transfer("PO-1", 1)
        let plain = try Self.text(PaymentForm(), [transfer])
        let instant = try Self.text(PaymentForm(isInstant: true), [transfer])
        #expect(
            Self.difference(plain, instant) == [
                "+</PmtTpInf>", "+<LclInstrm><Cd>INST</Cd></LclInstrm>", "+<PmtTpInf>",
                "+<SvcLvl><Cd>SEPA</Cd></SvcLvl>",
                "-<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf>",
            ])
        #expect(
            try Self.text(PaymentForm(isInstant: true), day: "2013-03-23", [transfer])
                .contains("<Dt>2013-03-23</Dt>"))
    }

    struct Place: Sendable {
        let street: String
        let lines: [String]
    }

    @Test(
        "an address is structured where street and number can be told apart, else hybrid",
        arguments: [
            Place(street: "Weg 1", lines: ["<StrtNm>Weg</StrtNm>", "<BldgNb>1</BldgNb>"]),
            Place(
                street: "Straße des 17. Juni 135 a",
                lines: ["<StrtNm>Strasse des 17. Juni</StrtNm>", "<BldgNb>135 a</BldgNb>"]),
            Place(street: "17 Rue Haute", lines: ["<AdrLine>17 Rue Haute</AdrLine>"]),
            Place(street: "Postfach", lines: ["<AdrLine>Postfach</AdrLine>"]),
            Place(street: "", lines: []),
        ])
    func addresses(_ place: Place) throws {
        let address = Address(
            street: place.street, postcode: "8001", city: "Zürich", country: "CH")
        let beyond = try PaymentSample.transfer(
            "PO-1", 1, account: "CH9300762011623852957", address: address)
        let inside = try PaymentSample.transfer("PO-1", 1, address: address)
        let written = [
            "<PstlAdr>", "<PstCd>8001</PstCd>", "<TwnNm>Zuerich</TwnNm>", "<Ctry>CH</Ctry>",
        ]
        for version in PaymentForm.Version.allCases {
            let text = try Self.text(PaymentForm(version: version), [beyond])
            for line in written + place.lines { #expect(text.contains(line)) }
            let isHybrid = place.lines.contains { $0.hasPrefix("<AdrLine>") }
            #expect(text.contains("<AdrLine>") == isHybrid)
            #expect(text.contains("<StrtNm>") == (place.lines.count == 2))
            #expect(!(try Self.text(PaymentForm(version: version), [inside])).contains("PstlAdr"))
            let asked = try Self.text(
                PaymentForm(version: version, hasAddresses: true), [inside])
            #expect(asked.contains("<TwnNm>Zuerich</TwnNm>"))
        }
    }

    @Test("an address without a town is none")
    func noTown() throws {
        let address = Address(street: "Weg 1", postcode: "1", city: " ", country: "DE")
        let transfer = try PaymentSample.transfer("PO-1", 1, address: address)
        #expect(!(try Self.text(PaymentForm(hasAddresses: true), [transfer])).contains("PstlAdr"))
    }

    @Test(
        "Greek and Cyrillic names are written letter by letter",
        arguments: [
            ("Θεοδώρου Ψ", "Theodoroy Ps"), ("Живков ЩЮ", "Zhivkov ShtYu"),
            ("Αθήνα χ", "Athina ch"),
        ])
    func letters(name: String, written: String) throws {
        let text = try Self.text(PaymentForm(), [PaymentSample.transfer("PO-1", 1, name: name)])
        #expect(text.contains("<Cdtr><Nm>\(written)</Nm></Cdtr>"))
    }

    @Test("a reference that can be written stands there as it is")
    func reference() throws {
        let transfer = try PaymentSample.transfer(
            "PO-1", 1, remittance: "Payout F-01, invoice 2013-0001/ü",
            references: ["2013-0001"])
        #expect(
            try Self.text(PaymentForm(), [transfer])
                .contains("<Ustrd>Payout F-01, invoice 2013-0001/ue</Ustrd>"))
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String { String(drop { $0 == " " }) }
}
