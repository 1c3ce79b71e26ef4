import EscrowCore
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/changes.md
/// docs/spec/changes.md: one asks, another consents, and days pass.
struct ChangeTests {
    private static func day(_ text: String) throws -> Day { try #require(Day(text)) }

    @Test("every state against every event (changes.md#states)")
    func states() {
        #expect(
            ChangeEvent.allCases.map(\.name) == [
                "consent", "refuse", "withdraw", "expire", "take effect",
            ])
        let drawn = ChangeState.allCases.map { state in
            let cells = ChangeEvent.allCases.map { event in
                (try? state.after(event))?.name ?? "."
            }
            return "\(state.name): \(cells.joined(separator: " "))"
        }
        #expect(
            drawn == [
                "requested: consented refused withdrawn expired .",
                "consented: . refused withdrawn . effective",
                "refused: . . . . .",
                "withdrawn: . . . . .",
                "expired: . . . . .",
                "effective: . . . . .",
            ])
        #expect(ChangeState.allCases.filter(\.isPending) == [.requested, .consented])
    }

    @Test("days pass by the state table's own steps")
    func days() throws {
        let last = try Self.day("2013-03-10")
        for state in ChangeState.allCases {
            for effective in [nil, last] {
                for offset in -1...1 {
                    let day = last.adding(days: offset)
                    let now = state.on(day, expiresOn: last, effectiveOn: effective)
                    let steps = [try? state.after(.expire), try? state.after(.takeEffect)]
                    #expect(now == state || steps.contains(now))
                }
            }
        }
        let asked = ChangeState.requested
        #expect(asked.on(last, expiresOn: last, effectiveOn: nil) == .requested)
        #expect(asked.on(last.adding(days: 1), expiresOn: last, effectiveOn: nil) == .expired)
        let agreed = ChangeState.consented
        #expect(
            agreed.on(last.adding(days: -1), expiresOn: last, effectiveOn: last) == .consented)
        #expect(agreed.on(last, expiresOn: last, effectiveOn: last) == .effective)
    }

    @Test(
        "an account waits bank days, a key does not (changes.md#waiting-time)",
        arguments: [
            // Good Friday 2013 is 29 March, Easter Monday 1 April.
            ("2013-03-27", 3, nil, "2013-04-03"), ("2013-03-30", 3, nil, "2013-04-05"),
            ("2013-03-30", 0, nil, "2013-03-30"), ("2013-03-27", 3, "2013-06-01", "2013-06-01"),
            ("2013-03-27", 3, "2013-03-28", "2013-04-03"),
        ])
    func waits(_ consent: String, _ waiting: Int, _ from: String?, _ effective: String) throws {
        let iban = try #require(IBAN.german(bankCode: "10000000", account: "1"))
        let day = try Self.day(consent)
        let account = Change(
            subject: .account(PartyID(sequence: 9), iban, from: try from.map(Self.day)),
            expiresOn: day)
        #expect(
            account.effectiveDay(consentedOn: day, waiting: waiting) == (try Self.day(effective)))
        let key = Change(
            subject: .key(ActorID(sequence: 3), [UInt8](repeating: 7, count: 32)), expiresOn: day)
        #expect(key.effectiveDay(consentedOn: day, waiting: waiting) == day)
    }

    @Test("a patch changes what it names, and a later version keeps what it was made for")
    func patches() throws {
        let before = PartyDetails(
            name: "F", address: Address(street: "s", postcode: "p", city: "c", country: "DE"),
            iban: IBAN.german(bankCode: "10000000", account: "1"), vatID: nil, taxNumber: "t")
        var patch = PartyPatch()
        #expect(patch.isEmpty)
        patch.city = "d"
        patch.name = "G"
        let after = try patch.applied(to: before)
        #expect(after.address?.city == "d")
        #expect(after.address?.street == "s")
        #expect(after.name == "G")
        #expect(after.iban == before.iban)
        #expect(patch.inherited(by: before, from: before) == patch)
        var rest = PartyPatch()
        rest.name = "G"
        let moved = PartyDetails(
            name: "F", address: nil, iban: nil, vatID: nil, taxNumber: nil)
        #expect(patch.inherited(by: moved, from: before) == rest)
        patch.iban = .some(nil)
        #expect(try patch.applied(to: before).iban == nil)
        #expect(throws: AddressIncomplete.self) { try patch.applied(to: moved) }
    }
}
