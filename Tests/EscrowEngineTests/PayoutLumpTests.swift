import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/bank-import.md#debits, docs/spec/payout.md#settle, in a book.
@Suite("Debits of many payouts")
struct PayoutLumpTests {
    /// Two payouts of 15,232.00 and 3,808.00 in one exported plan.
    private static func exported(_ store: any LedgerStore) async throws -> (SampleBook, PlanID) {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
            id: "S1", day: "2013-03-01")
        return (book, try await book.payOut(at: "2013-03-04T08:00:00Z"))
    }

    private static func states(_ book: SampleBook) async throws -> [PayoutState] {
        try await book.store.read { try $0.rows(PayoutRow.self, .all).map(\.state) }
    }

    /// The plan's message id.
    private static func message(_ plan: PlanID, _ book: SampleBook) async throws -> String {
        try await book.store.read { plan.text(in: try $0.opened().1.book) }
    }

    private static func take(
        _ lines: [BankLine], _ id: String, _ book: SampleBook, opening: String = "19040.00",
        day: String = "2013-03-04"
    ) async throws -> Answer {
        try await book.bank(lines, id: id, day: day, opening: opening)
    }

    private static func lump(
        _ amount: String = "-19040.00", text: String = "", on day: String = "2013-03-04",
        reference: String? = "L-1", telling lump: BankLump? = nil
    ) -> BankLine {
        var line = SampleBook.line(amount, on: day, text: text, bankReference: reference)
        line.lump = lump
        return line
    }

    enum Told: CaseIterable { case listed, block, text, nothing }

    @Test(
        "one line settles all, has a J12 of each, and comes again in any form",
        arguments: Told.allCases)
    func settled(_ told: Told) async throws {
        try await TestStore.memory.withStore { store in
            let (book, plan) = try await Self.exported(store)
            let id = try await Self.message(plan, book)
            let orders = try await book.orders(of: plan)
            let line =
                switch told {
                case .listed:
                    Self.lump(
                        telling: BankLump(
                            payments: orders.map {
                                BankLump.Payment(
                                    endToEndID: $0.endToEnd, amount: SampleBook.euro($0.amount))
                            }))
                case .block: Self.lump(telling: BankLump(orderIDs: [id]))
                case .text: Self.lump(text: "SAMMLER \(id) 2 POSTEN")
                case .nothing: Self.lump()
                }
            let answer = try await Self.take([line], "S2", book)
            #expect(answer[BankLineMeaning.settlements.name] == "1", "\(answer)")
            #expect(try await Self.states(book) == [.settled, .settled])
            #expect(try await book.total(.trustBank) == "0.00")
            #expect(try await book.total(.outgoingInFlight) == "0.00")
            // The same line in another form: without what was inside, with another text.
            let again = Self.lump(text: "other words")
            let overlap = try await Self.take([again], "S3", book)
            #expect(overlap["known"] == "1" && overlap["posted"] == "0", "\(overlap)")
            #expect(try await book.findings(.memory) == [])
            #expect(try await BookInvariants.findings(store) == [])
            // Each J12 leads to its own payout.
            let proofs = try await store.read { reader in
                try reader.trace(of: "F-01", .now).sources.flatMap(\.flows)
                    .filter { $0.event == .payoutSettled }.map(\.proof)
            }
            let names = try await store.read { reader in
                let opening = try reader.opened().1
                return proofs.map { $0.payout?.text(in: opening.book) ?? "" }
            }
            #expect(names.count == 1 && orders.map(\.endToEnd).contains(names.first ?? ""))
        }
    }

    @Test("what is not certain is an alarm and work, and a person says which plan it is")
    func unclear() async throws {
        try await TestStore.memory.withStore { store in
            let (book, plan) = try await Self.exported(store)
            let parts = ["-15232.00", "-3808.00"].enumerated().map { index, amount in
                Self.lump(amount, reference: "L-\(index)")
            }
            _ = try await Self.take(parts, "S2", book)
            #expect(try await Self.states(book) == [.exported, .exported])
            #expect(try await book.total(.dueFromAgencyFee) == "19040.00")
            let work = try await store.read { try $0.rows(WorkRow.self, .all) }
            #expect(work.map(\.reason) == ["lump-unclear", "lump-unclear"])
            let orders = try await book.orders(of: plan)
            for (row, amount) in zip(work, ["-15232.00", "-3808.00"]) {
                let names = orders.filter { $0.amount == amount }.map(\.endToEnd)
                try await book.settle(
                    plan, names, by: row.bankLine, at: "2013-03-05T09:00:00Z")
            }
            #expect(try await Self.states(book) == [.settled, .settled])
            #expect(try await store.read { try $0.rows(WorkRow.self, .all) }.isEmpty)
            for account in [Account.dueFromAgencyFee, .trustBank, .outgoingInFlight] {
                #expect(try await book.total(account) == "0.00")
            }
            #expect(try await book.findings(.memory) == [])
            #expect(try await BookInvariants.findings(store) == [])
            let proofs = try await store.read { reader in
                let sources =
                    try reader.trace(of: "F-01", .now).sources
                    + reader.trace(of: "A-01", .now).sources
                return sources.flatMap(\.flows).filter { $0.event == .payoutSettled }
                    .compactMap(\.proof.payout)
            }
            #expect(Set(proofs).count == 2)
        }
    }

    @Test("what the agency put in for the debit is its own again")
    func cured() async throws {
        try await TestStore.memory.withStore { store in
            let (book, plan) = try await Self.exported(store)
            _ = try await book.engine(at: "2013-03-04T09:00:00Z").set(
                .topUpLimit, to: 100_000_00,
                SampleBook.call("setting set", by: SampleBook.approver))
            // A file that is named by a sum that it has not: its own.
            let id = try await Self.message(plan, book)
            _ = try await Self.take([Self.lump("-19000.00", text: id)], "S2", book)
            let agency = SampleBook.account(1)?.electronic
            _ = try await Self.take(
                [SampleBook.line("19000.00", on: "2013-03-05", account: agency)], "S3", book,
                opening: "40.00", day: "2013-03-05")
            #expect(try await book.total(.dueFromAgencyFee) == "0.00")
            let line = try await store.read { try $0.rows(WorkRow.self, .all)[0].bankLine }
            let engine = book.engine(at: "2013-03-06T09:00:00Z")
            let refused = await SampleBook.refusal {
                try await engine.settlePayouts(
                    of: plan, [], by: line, SampleBook.call("payout settle"))
            }
            #expect(refused.code == "settle.amount")
            #expect(try await Self.states(book) == [.exported, .exported])
        }
    }

    @Test("what a debit cannot settle is refused, and nothing of it is entered")
    func refused() async throws {
        try await TestStore.memory.withStore { store in
            let (book, plan) = try await Self.exported(store)
            _ = try await Self.take(
                [Self.lump("-15232.00"), Self.lump("-1.00", reference: "L-2")], "S2", book)
            let work = try await store.read { try $0.rows(WorkRow.self, .all).map(\.bankLine) }
            let receipt = try await store.read { try $0.rows(BankLineRow.self, .all)[0].id }
            let orders = try await book.orders(of: plan)
            let payout = orders.first { $0.amount == "-15232.00" }?.endToEnd ?? ""
            let engine = book.engine(at: "2013-03-05T09:00:00Z")
            func refusal(_ plan: PlanID, _ names: [String], _ line: BankLineID) async -> String {
                await SampleBook.refusal {
                    try await engine.settlePayouts(
                        of: plan, names, by: line, SampleBook.call("payout settle"))
                }.code
            }
            let head = try await store.read { try $0.head()?.size }
            #expect(await refusal(plan, [], work[0]) == "settle.amount")
            #expect(await refusal(plan, [payout], work[1]) == "settle.amount")
            #expect(await refusal(plan, ["PO-1"], work[0]) == "payout.unknown")
            #expect(await refusal(PlanID(sequence: 1), [], work[0]) == "payout.unknown")
            #expect(await refusal(plan, [payout], receipt) == "settle.not-a-debit")
            #expect(
                await refusal(plan, [payout], BankLineID(sequence: 1)) == "receipt.unknown")
            #expect(try await store.read { try $0.head()?.size } == head)
            #expect(await refusal(plan, [payout], work[0]) == "settle.request")
            _ = try await engine.requestSettling(
                of: plan, [payout], by: work[0], SampleBook.call("payout settle"))
            #expect(await refusal(plan, [payout], work[0]) == "settle.requester")
            #expect(try await Self.states(book) == [.exported, .exported])
            try await book.settle(
                plan, [payout, payout], by: work[0], at: "2013-03-05T09:00:00Z")
            #expect(await refusal(plan, [payout], work[0]) == "settle.not-a-debit")
            #expect(await !refusal(plan, [payout], work[1]).isEmpty)
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("a debit that names another order, account, day or amount settles nothing")
    func contradicted() async throws {
        try await TestStore.memory.withStore { store in
            let (book, plan) = try await Self.exported(store)
            let orders = try await book.orders(of: plan)
            let first = try #require(orders.first { $0.amount == "-15232.00" }).endToEnd
            let other = try #require(orders.first { $0.amount == "-3808.00" }).endToEnd
            let stranger = SampleBook.line(
                "-15232.00", on: "2013-03-04", account: "GB29NWBK60161331926819")
            let lists = Self.lump(
                "-15233.00", reference: "L-3",
                telling: BankLump(payments: [
                    BankLump.Payment(endToEndID: first, amount: SampleBook.euro("-15233.00"))
                ]))
            _ = try await Self.take(
                [
                    stranger, SampleBook.line("-15232.00", on: "2013-03-04", endToEnd: other),
                    Self.lump("-15232.00", text: "for \(other)", reference: "L-2"),
                    Self.lump("-15232.00", on: "2013-03-03", reference: "L-4"), lists,
                ], "S2", book)
            let rows = try await store.read {
                try $0.rows(BankLineRow.self, .all).filter { $0.meaning == .unorderedDebit }
            }
            #expect(rows.count == 5)
            for row in rows {
                let refused = await SampleBook.refusal {
                    try await book.engine(at: "2013-03-05T09:00:00Z").requestSettling(
                        of: plan, [first], by: row.id, SampleBook.call("payout settle"))
                }
                #expect(
                    refused.code
                        == (row.amount == -15233_00 ? "settle.amount" : "settle.contradicted"),
                    "\(refused)")
            }
            #expect(try await Self.states(book) == [.exported, .exported])
            let work = try await store.read { try $0.rows(WorkRow.self, .all).map(\.reason) }
            #expect(work.contains("lump-amounts"))
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("before its execution day and ten days after it a sum is no file's")
    func reach() async throws {
        for (day, isSettled) in [("2013-03-14", true), ("2013-03-15", false)] {
            try await TestStore.memory.withStore { store in
                let (book, _) = try await Self.exported(store)
                _ = try await Self.take([Self.lump(on: day)], "S2", book, day: day)
                let settled = try await Self.states(book).allSatisfy { $0 == .settled }
                #expect(settled == isSettled, "\(day)")
            }
        }
    }
}
