import EscrowCore
import InputFormats
import MoneyCore
import Testing

@Suite("Parties and engagements from CSV files")
struct MasterDataInputTests {
    private func parties(_ text: String) throws(InputError) -> [PartyInput] {
        try PartyInput.read(Array(text.utf8), name: "p.csv")
    }

    private func engagements(_ text: String) throws(InputError) -> [EngagementInput] {
        try EngagementInput.read(Array(text.utf8), name: "e.csv", currency: .eur)
    }

    @Test("a party has what its line gives")
    func party() throws {
        let inputs = try parties(
            """
            code,role,name,street,postcode,city,country,iban,vat-id,tax-number,valid-from
            F-01,freelancer,"freelancer, F-01",Weg 1,10115,Berlin,DE,DE89 3704 0044 0532 0130 00,DE1,12/345,2013-01-01
            C-01,client,client C-01,,,,,,,,
            """)
        #expect(inputs.map(\.code) == ["F-01", "C-01"])
        #expect(inputs.map(\.role) == [.freelancer, .client])
        #expect(inputs.map(\.validFrom) == [Day("2013-01-01"), nil])
        #expect(
            inputs.map(\.details) == [
                PartyDetails(
                    name: "freelancer, F-01",
                    address: Address(
                        street: "Weg 1", postcode: "10115", city: "Berlin", country: "DE"),
                    iban: try IBAN("DE89370400440532013000"), vatID: "DE1", taxNumber: "12/345"),
                PartyDetails(
                    name: "client C-01", address: nil, iban: nil, vatID: nil, taxNumber: nil),
            ])
    }

    @Test("a party's contact stands in columns of its own")
    func contact() throws {
        let inputs = try parties(
            """
            code,role,name,contact-name,phone,email,electronic-address,buyer-reference
            C-01,client,client C-01,desk,030 555,ap@c-01.example,0204:991-1-06,991-1-06
            C-02,client,client C-02,,,,,
            """)
        #expect(
            inputs.map(\.details.contact) == [
                PartyContact(
                    name: "desk", phone: "030 555", email: "ap@c-01.example",
                    electronicAddress: "0204:991-1-06", buyerReference: "991-1-06"),
                PartyContact(),
            ])
        #expect(throws: InputError.self) {
            try parties("code,role,name,email\nC-01,client,client C-01,nobody\n")
        }
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        let text: String
        let error: String
        var testDescription: String { error }

        init(_ text: String, _ error: String) {
            self.text = text
            self.error = error
        }
    }

    @Test(
        "wrong parties are named",
        arguments: [
            Wrong(
                "code,role,name\nC-01,customer,x",
                "2:2: role is \"customer\". Write agency, client, freelancer or producer."),
            Wrong("code,role,name\nC-01,client,", "2:3: name is empty. Fill it in."),
            Wrong(
                "code,role,name\nC-01,client,x\nC-01,client,y",
                "3:1: C-01 stands in line 2 already. Keep one line for each party."),
            Wrong(
                "code,role,name,iban\nF-01,freelancer,x,DE89370400440532013001",
                "2:4: iban is \"DE89370400440532013001\": the check digits are wrong; compare it "
                    + "with the original. Write the IBAN as the bank prints it."),
            Wrong(
                "code,role,name,country\nC-01,client,x,Deutschland",
                "2:4: country is \"Deutschland\". Write the two letters of a country, such as DE."),
            Wrong("code,role,name,country\nC-01,client,x,DE", "2: street is empty. Fill it in."),
        ])
    func wrongParty(_ example: Wrong) {
        let error = #expect(throws: InputError.self) { try parties(example.text) }
        #expect(error?.description == "p.csv:\(example.error)")
    }

    @Test("an engagement has what its line gives, and the usual terms for the rest")
    func engagement() throws {
        let inputs = try engagements(
            """
            code;client;freelancer;valid-from;valid-to;client-rate;freelancer-rate;client-vat;freelancer-vat;title;assigned-on;assignment-released;policy;release;term-days;routing-agreed-on;subject
            E-01;C-01;F-01;2012-10-01;2013-09-30;1100,50;80;19;small-business;trustee;2012-10-02;yes;freelancer-first;held;14;2012-10-03;Software
            E-02;C-01;F-02;2012-10-01;;100,00;80.00;reverse-charge;foreign;agency;;;;;;;Design
            """)
        let first = try #require(inputs.first)
        let second = try #require(inputs.last)
        #expect(inputs.map(\.clientRate.minor) == [1100_50, 100_00])
        #expect(inputs.map(\.freelancerRate.minor) == [80_00, 80_00])
        #expect(inputs.map(\.clientVAT.text) == ["19", "reverse-charge"])
        #expect(inputs.map(\.freelancerVAT.text) == ["small-business", "foreign"])
        let assigned = try #require(Day("2012-10-02"))
        #expect(first.title == .trustee(assignedOn: assigned, globalAssignmentReleased: true))
        #expect(second.title == .agency)
        #expect(inputs.map(\.policy) == [.freelancerFirst, .proRata])
        #expect(inputs.map(\.release) == [.held, .onReceipt])
        #expect(inputs.map(\.termDays) == [14, 30])
        #expect(inputs.map(\.validTo) == [Day("2013-09-30"), nil])
        #expect(inputs.map(\.routingAgreedOn) == [Day("2012-10-03"), nil])
    }

    @Test(
        "wrong engagements are named",
        arguments: [
            Wrong(
                "client-rate=-5",
                "2:5: client-rate is -5, which is not more than zero. Write a positive amount."),
            Wrong(
                "freelancer-rate=0",
                "2:6: freelancer-rate is 0, which is not more than zero. Write a positive amount."),
            Wrong(
                "client-rate=1.005",
                "2:5: client-rate is \"1.005\". Write an exact amount in EUR, such as 100.00."),
            Wrong(
                "client-vat=119",
                "2:7: client-vat is \"119\". Write a rate such as 19, or small-business, "
                    + "reverse-charge or foreign."),
            Wrong("title=bank", "2:9: title is \"bank\". Write agency, freelancer or trustee."),
            Wrong("title=trustee", "2:11: assigned-on is empty. Fill it in."),
            Wrong(
                "assigned-on=2013-01-01",
                "2:9: The title is agency, but an assignment to a trustee is given. Write "
                    + "trustee, or leave assigned-on and assignment-released empty."),
            Wrong(
                "term-days=366", "2:12: term-days is \"366\". Write a number of days from 0 to 365."
            ),
            Wrong(
                "policy=fair",
                "2:13: policy is \"fair\". Write pro-rata, freelancer-first or agency-first."),
            Wrong(
                "release=later",
                "2:14: release is \"later\". Write "
                    + "on-receipt, held, after-days:N, hours-approved, milestone:CODE."),
            Wrong(
                "valid-from=today", "2:4: valid-from is \"today\". Write a day such as 2013-01-31."),
        ])
    func wrongEngagement(_ example: Wrong) throws {
        let change = example.text.split(separator: "=").map(String.init)
        var fields = [
            ("code", "E-01"), ("client", "C-01"), ("freelancer", "F-01"),
            ("valid-from", "2012-10-01"), ("client-rate", "100"), ("freelancer-rate", "80"),
            ("client-vat", "19"), ("freelancer-vat", "19"), ("title", "agency"),
            ("subject", "Software"), ("assigned-on", ""), ("term-days", ""), ("policy", ""),
            ("release", ""),
        ]
        let place = try #require(fields.firstIndex { $0.0 == change[0] })
        fields[place].1 = change[1]
        let text =
            fields.map(\.0).joined(separator: ",") + "\n" + fields.map(\.1).joined(separator: ",")
        let error = #expect(throws: InputError.self) { try engagements(text) }
        #expect(error?.description == "e.csv:\(example.error)")
    }
}
