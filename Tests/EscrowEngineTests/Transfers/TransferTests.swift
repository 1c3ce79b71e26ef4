import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/transfer.md: J33, money that goes from one trust account to another.
@Suite("Transfers between trust accounts")
struct TransferTests {
    private static let before = ["1000 19040.00", "2110 F-01 15232.00", "2210 A-01 3808.00"]
    private static let onItsWay = [
        "1000 19040.00", "1010 -19040.00", "1020 19040.00'", "2110 F-01 15232.00'",
        "2210 A-01 3808.00'",
    ]
    private static let after = ["1000 19040.00'", "2110 F-01 15232.00'", "2210 A-01 3808.00'"]

    @Test(
        "either bank may book first, and both accounts agree on every day",
        arguments: [true, false], TestStore.allCases)
    func order(isDebitFirst: Bool, kind: TestStore) async throws {
        try await TransferBook.use(kind) { setting in
            #expect(try await setting.standing() == Self.before)
            let (plan, id) = try await setting.transfer()
            #expect(try await setting.standing() == Self.onItsWay)
            #expect(
                try await setting.counts(setting.first, "2013-03-01")
                    == "19040.00 19040.00 -19040.00 0.00 agrees")
            #expect(
                try await setting.counts(setting.second, "2013-03-01")
                    == "0.00 0.00 0.00 19040.00 agrees")

            if isDebitFirst {
                _ = try await setting.line(
                    "-19040.00", of: setting.first, on: "2013-03-04", opening: "19040.00",
                    endToEnd: id)
                _ = try await setting.book.bank(
                    [], id: "B2", day: "2013-03-04", of: setting.second)
                #expect(
                    try await setting.counts(setting.first, "2013-03-04")
                        == "0.00 0.00 0.00 0.00 agrees")
                #expect(
                    try await setting.counts(setting.second, "2013-03-04")
                        == "0.00 0.00 0.00 19040.00 agrees")
                _ = try await setting.line(
                    "19040.00", of: setting.second, on: "2013-03-05", opening: "0.00",
                    endToEnd: id)
            } else {
                let answer = try await setting.line(
                    "19040.00", of: setting.second, on: "2013-03-04", opening: "0.00",
                    endToEnd: id)
                #expect(answer["transfer arrived"] == "1")
                _ = try await setting.book.bank(
                    [], id: "A2", day: "2013-03-04", opening: "19040.00")
                #expect(
                    try await setting.counts(setting.first, "2013-03-04")
                        == "19040.00 19040.00 -19040.00 0.00 agrees")
                #expect(
                    try await setting.counts(setting.second, "2013-03-04")
                        == "19040.00 19040.00 0.00 0.00 agrees")
                _ = try await setting.line(
                    "-19040.00", of: setting.first, on: "2013-03-05", opening: "19040.00",
                    endToEnd: id)
            }
            #expect(try await setting.standing() == Self.after)
            let rows = try await setting.book.store.read {
                try $0.rows(
                    PayoutRow.self,
                    Selection(index: "payoutByPlan", equals: [.integer(plan.sequence)]))
            }
            #expect(rows.map(\.state) == [.arrived])
            // What was on its way on an earlier day is still known.
            #expect(
                try await setting.reconcile(setting.second, "2013-03-01").transfers.map(
                    \.amount.plain)
                    == ["19040.00"])
            for name in ["F-01", "A-01"] {
                #expect(try await setting.book.part("2013-0001", name)?.paid == 0)
            }
        }
    }

    @Test("both accounts list it by name while it is on its way")
    func listed() async throws {
        try await TransferBook.use { setting in
            _ = try await setting.transfer(payees: ["F-01"])
            let out = try await setting.reconcile(setting.first, "2013-03-01").transfers
            let back = try await setting.reconcile(setting.second, "2013-03-01").transfers
            #expect(out.map(\.other) == [setting.second.electronic])
            #expect(out.map(\.isIncoming) == [false])
            #expect(back.map(\.other) == [setting.first.electronic])
            #expect(back.map(\.isIncoming) == [true])
            #expect((out + back).map(\.amount.plain) == ["15232.00", "15232.00"])
            #expect(Set((out + back).map(\.since)) == [SampleBook.day("2013-03-01")])
            #expect(
                try await setting.standing() == [
                    "1000 19040.00", "1010 -15232.00", "1020 15232.00'", "2110 F-01 15232.00'",
                    "2210 A-01 3808.00",
                ])
        }
    }

    @Test("it is paid out of the new account, and not before its money is there")
    func paid() async throws {
        try await TransferBook.use { setting in
            // Other money of the second account does not pay it meanwhile.
            try await setting.book.enter(
                .recovery, "20000.00",
                against: Subledger(
                    .freelancerAvailable,
                    bank: try #require(
                        try await setting.book.store.read { try $0.trustAccounts().last?.id }),
                    owner: try await setting.book.party("F-02")), on: "2013-03-02")
            let (_, id) = try await setting.transfer(at: "2013-03-02T19:00:00Z")
            let early = await SampleBook.refusal {
                try await setting.book.plan(
                    at: "2013-03-02T20:00:00Z", payees: ["F-01"], account: setting.second)
            }
            #expect(early.code == "payout.nothing")
            #expect(early.message.contains("until the bank has booked it"))
            _ = try await setting.line(
                "19040.00", of: setting.second, on: "2013-03-04", opening: "0.00", endToEnd: id)
            let plan = try await setting.book.payOut(
                at: "2013-03-04T19:00:00Z", payees: ["F-01"], account: setting.second)
            let orders = try await setting.book.orders(of: plan)
            #expect(orders.map(\.amount) == ["-15232.00"])
            _ = try await setting.book.bank(
                orders.map { SampleBook.line($0.amount, on: "2013-03-05", endToEnd: $0.endToEnd) },
                id: "B5", day: "2013-03-05", opening: "19040.00", of: setting.second)
            #expect(try await setting.book.part("2013-0001", "F-01")?.paid == 15_232_00)
            #expect(
                try await setting.standing() == [
                    "1000 19040.00", "1000 23808.00'", "1010 -19040.00", "2110 F-02 20000.00'",
                    "2210 A-01 3808.00'",
                ])
        }
    }

    @Test("held stays held for what it waited for and since when, disputed stays disputed")
    func asItStands() async throws {
        func prepare(_ book: SampleBook) async throws {
            try await book.engage(
                "E-02", client: "C-02", freelancer: "F-02", release: .afterDays(30))
            try await book.work("E-02", from: "2013-01-01", hours: 10)
            _ = try await book.invoice("C-02", on: "2013-01-31")
        }
        try await TransferBook.use(received: false, prepare: prepare) { setting in
            let book = setting.book
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "19040.00", on: "2013-03-01", reference: SampleBook.reference),
                    SampleBook.line(
                        "1190.00", on: "2013-03-01",
                        reference: SampleBook.reference(of: "2013-0002")),
                ], id: "A1", day: "2013-03-01")
            _ = try await book.engine(at: "2013-03-04T08:00:00Z").openDispute(
                DisputeRequest(
                    invoice: "2013-0001", line: 1, party: "F-01",
                    amount: SampleBook.euro("1000.00"), reason: "hours"),
                SampleBook.call("dispute open"))
            let (_, id) = try await setting.transfer(at: "2013-03-04T09:00:00Z")
            let there = [
                "2100 F-02 952.00'", "2110 F-01 14232.00'", "2200 A-01 238.00'",
                "2210 A-01 3808.00'", "2600 F-01 1000.00'",
            ]
            #expect(
                try await setting.standing() == [
                    "1000 20230.00", "1010 -20230.00", "1020 20230.00'",
                ] + there)
            _ = try await setting.line(
                "20230.00", of: setting.second, on: "2013-03-05", opening: "0.00", endToEnd: id)
            // Thirty days from the day on which it came, wherever it lies.
            let early = try await book.engine(at: "2013-03-30T08:00:00Z").runReleases(
                by: nil, SampleBook.call("release run"))
            #expect(early["entries"] == "0")
            let due = try await book.engine(at: "2013-03-31T08:00:00Z").runReleases(
                by: nil, SampleBook.call("release run"))
            #expect(due["amount"] == "1190.00")
            let dispute = try #require(
                try await book.store.read { try $0.rows(DisputeRow.self, .all).first?.id })
            _ = try await book.engine(at: "2013-04-01T08:00:00Z").decideDispute(
                dispute, for: .party, amount: nil, SampleBook.call("dispute decide"))
            #expect(
                try await setting.standing() == [
                    "1000 20230.00", "1000 20230.00'", "1010 -20230.00", "2110 F-01 15232.00'",
                    "2110 F-02 952.00'", "2210 A-01 238.00'", "2210 A-01 3808.00'",
                ])
        }
    }

    @Test("what a transfer reserves is not released, and a decision withdraws its plan")
    func reserved() async throws {
        try await TransferBook.use { setting in
            let book = setting.book
            let open = DisputeRequest(
                invoice: "2013-0001", line: 1, party: "F-01", amount: SampleBook.euro("1000.00"),
                reason: "hours")
            _ = try await book.engine(at: "2013-03-01T19:00:00Z").openDispute(
                open, SampleBook.call("dispute open"))
            let planned = try await book.plan(
                .transfer(TransferOrder(to: setting.second)), at: "2013-03-01T19:10:00Z",
                account: setting.first)
            #expect(planned["total"] == "19040.00")
            let again = await SampleBook.refusal {
                try await book.plan(
                    .transfer(TransferOrder(to: setting.second)), at: "2013-03-01T19:20:00Z",
                    account: setting.first)
            }
            #expect(again.code == "transfer.nothing")
            #expect(again.message.contains("plan \(planned["plan"] ?? "?")"))
            let dispute = try #require(
                try await book.store.read { try $0.rows(DisputeRow.self, .all).first?.id })
            let decided = try await book.engine(at: "2013-03-04T08:00:00Z").decideDispute(
                dispute, for: .client, amount: nil, SampleBook.call("dispute decide"))
            #expect(decided.summary.contains("plan \(planned["plan"] ?? "?")"))
            #expect(
                try await setting.standing() == [
                    "1000 19040.00", "2110 F-01 14232.00", "2210 A-01 3808.00",
                    "2300 C-01 1000.00",
                ])
        }
    }

    @Test("a credit without end-to-end id is found by the text that repeats it")
    func byText() async throws {
        try await TransferBook.use { setting in
            let (_, id) = try await setting.transfer()
            let answer = try await setting.line(
                "19040.00", of: setting.second, on: "2013-03-04", opening: "0.00",
                text: "Transfer between trust accounts \(id)")
            #expect(answer["transfer arrived"] == "1")
        }
    }

    @Test("what the banks keep of it is the agency's to carry; a smaller credit is no arrival")
    func charge() async throws {
        try await TransferBook.use { setting in
            let (_, id) = try await setting.transfer()
            let less = try await setting.line(
                "18000.00", of: setting.second, on: "2013-03-04", opening: "0.00", endToEnd: id)
            #expect(less["unidentified"] == "1")
            let answer = try await setting.line(
                "19034.50", of: setting.second, on: "2013-03-05", opening: "18000.00",
                endToEnd: id)
            #expect(answer["transfer arrived"] == "1")
            #expect(answer["note"]?.contains("ALARM: the banks kept 5.50 EUR") == true)
            #expect(
                try await setting.standing() == [
                    "1000 19040.00", "1000 37034.50'", "1010 -19040.00", "1100 A-01 5.50'",
                    "2000 18000.00'", "2110 F-01 15232.00'", "2210 A-01 3808.00'",
                ])
        }
    }

    @Test("what is not final stays, and a direct debit becomes final beside a transfer")
    func notFinal() async throws {
        try await TransferBook.use(received: false) { setting in
            let book = setting.book
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "9040.00", on: "2013-03-01", reference: SampleBook.reference,
                        kind: .directDebit),
                    SampleBook.line(
                        "10000.00", on: "2013-03-01", reference: SampleBook.reference),
                    SampleBook.line("700.00", on: "2013-03-01", text: "?"),
                ], id: "A1", day: "2013-03-01")
            let (_, id) = try await setting.transfer()
            #expect(
                try await setting.standing() == [
                    "1000 10700.00", "1010 -10000.00", "1020 10000.00'", "1020 9040.00",
                    "2000 700.00", "2100 F-01 7232.00", "2110 F-01 8000.00'",
                    "2200 A-01 1808.00", "2210 A-01 2000.00'",
                ])
            let final = try await book.engine(at: "2013-04-29T08:00:00Z").makeFinal(
                nil, after: FinalityDays(), SampleBook.call("receipt final"))
            #expect(final["amount"] == "9040.00")
            _ = try await setting.line(
                "10000.00", of: setting.second, on: "2013-04-30", opening: "0.00", endToEnd: id)
            #expect(
                try await setting.standing() == [
                    "1000 10000.00'", "1000 19740.00", "1010 -10000.00", "2000 700.00",
                    "2110 F-01 7232.00", "2110 F-01 8000.00'", "2210 A-01 1808.00",
                    "2210 A-01 2000.00'",
                ])
        }
    }
}
