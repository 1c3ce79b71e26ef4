import Foundation
import MoneyCore
import Testing

/// docs/spec/payment-status.md: what the command takes, refuses and says.
@Suite("payout status import")
struct StatusImportTests {
    /// A book whose plan of two payouts, 15,232.00 and 3,808.00, has the state that is asked for.
    private struct Book {
        let folder: CommandFolder
        let plan: String
        let order: OrderedFile

        init(_ folder: CommandFolder, isExported: Bool = true) async throws {
            _ = try await EventBooks.shared.book(after: "J2, J3", in: folder)
            let planned = try folder.done(
                ["payout", "plan", "--at", "2013-03-05T08:00:00Z", "--format", "json"], as: "clerk")
            plan = try #require(planned.firstMatch(of: /"plan": "?(\d+)/)).1.description
            let hash = try #require(planned.firstMatch(of: /"sha256": "([0-9a-f]{64})"/)).1
            order = try OrderedFile(
                Array(try folder.done(["payout", "show", plan, "--file"]).utf8))
            self.folder = folder
            guard isExported else { return }
            try folder.done(
                [
                    "payout", "approve", plan, "--sha256", String(hash), "--at",
                    "2013-03-05T08:30:00Z",
                ], as: "approver")
            try folder.done(
                ["payout", "export", plan, "--at", "2013-03-05T09:00:00Z"], as: "clerk")
        }

        func answer(
            message: String? = nil, name: String = "pain.001.001.09", count: Int? = nil,
            sum: String? = nil, group: String = "", _ rest: String = ""
        ) -> String {
            let counted = count.map { "<OrgnlNbOfTxs>\($0)</OrgnlNbOfTxs>" } ?? ""
            let summed = sum.map { "<OrgnlCtrlSum>\($0)</OrgnlCtrlSum>" } ?? ""
            let status = group.isEmpty ? "" : "<GrpSts>\(group)</GrpSts>"
            return "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>S</MsgId></GrpHdr><OrgnlGrpInfAndSts>"
                + "<OrgnlMsgId>\(message ?? order.messageID)</OrgnlMsgId><OrgnlMsgNmId>\(name)"
                + "</OrgnlMsgNmId>\(counted)\(summed)\(status)</OrgnlGrpInfAndSts>\(rest)"
                + "</CstmrPmtStsRpt></Document>"
        }

        func take(_ answer: String, _ more: [String] = []) throws -> CommandRun {
            try folder.run(
                ["payout", "status", "import", "-", "--at", "2013-03-05T12:00:00Z"] + more,
                as: "clerk", input: answer)
        }

        func states() throws -> [String] {
            let rows = try folder.done(["payout", "show", plan, "--format", "csv"])
                .split(whereSeparator: \.isNewline)
                .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
            let column = try #require(rows.first?.firstIndex(of: "state"))
            return rows.dropFirst().map { String($0[column]) }
        }
    }

    private static func transfer(_ id: String, _ status: String, _ rest: String = "") -> String {
        "<OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>\(id)</OrgnlEndToEndId>"
            + "<TxSts>\(status)</TxSts>\(rest)</TxInfAndSts></OrgnlPmtInfAndSts>"
    }

    @Test("accepted is not paid; rejected is held again; the same file takes nothing")
    func accepted() async throws {
        try await CommandFolder.use { folder in
            let book = try await Book(folder)
            let accepted = book.answer(count: 2, sum: "19040.00", group: "ACSC")
            #expect(try book.take(accepted).status == 0)
            #expect(try book.states() == ["accepted", "accepted"])
            let balance = try folder.done(["balance", "--format", "csv"])
            let head = try folder.head()
            let again = try book.take(accepted)
            #expect(again.status == 0 && again.output.contains("nothing taken"))
            #expect(try folder.head() == head)
            let reason =
                "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed, says F-01</AddtlInf></StsRsnInf>"
            let rejected = try book.take(
                book.answer(Self.transfer(book.order.transfers[0].endToEnd, "RJCT", reason)))
            #expect(rejected.status == 0, "\(rejected.errors)")
            #expect(rejected.output.contains("1 of 15,232.00 EUR rejected"))
            #expect((rejected.output + rejected.errors).contains("closed, says F-01"))
            #expect(try book.states() == ["rejected", "accepted"])
            #expect(try folder.done(["balance", "--format", "csv"]) != balance)
            // What the bank says in words stays out of the log.
            let log = try Data(contentsOf: URL(fileURLWithPath: folder.book))
            #expect(log.range(of: Data("closed, says F-01".utf8)) == nil)
            try folder.done(["check"])
        }
    }

    @Test("names that were compared, and transfers of nobody, move nothing and are named")
    func advice() async throws {
        try await CommandFolder.use { folder in
            let book = try await Book(folder)
            let run = try book.take(
                book.answer(
                    group: "RVCM",
                    Self.transfer(book.order.transfers[0].endToEnd, "RVNM")
                        + Self.transfer("NOTPROVIDED", "RJCT")))
            #expect(run.status == 0)
            let said = run.output + run.errors
            #expect(said.contains("RVNM, the account holder has another name"))
            #expect(said.contains("RJCT of a transfer that is not in the file"))
            #expect(try book.states() == ["exported", "exported"])
        }
    }

    @Test("what answers something else is refused as a whole (payment-status.md#refused)")
    func refused() async throws {
        try await CommandFolder.use { folder in
            let book = try await Book(folder)
            let head = try folder.head()
            let cases = [
                (book.answer(message: "PF-ZZZZZZ-1", group: "RJCT"), "not of this book"),
                (
                    book.answer(message: book.order.messageID + "9", group: "RJCT"),
                    "not of this book"
                ),
                (book.answer(name: "pain.008.001.02", group: "RJCT"), "no payments"),
                (book.answer(count: 3, group: "RJCT"), "counts other transfers"),
                (book.answer(sum: "19040.01", group: "RJCT"), "counts other transfers"),
                (
                    book.answer(group: "ACCP").replacing("OrgnlMsgId", with: "OrgnlMsg"),
                    "does not say which payment file"
                ),
                ("<Document><BkToCstmrStmt/></Document>", "no answer to payments"),
                ("{}", "no well-formed XML"),
            ]
            for (text, fact) in cases {
                let run = try book.take(text)
                #expect(run.status == 1, "\(fact)")
                #expect(run.errors.contains(fact), "\(run.errors)")
            }
            let keyed = try book.take(book.answer(group: "ACCP"), ["--key", "k"])
            #expect(keyed.status == 64)
            #expect(try folder.head() == head)
            #expect(try book.states() == ["exported", "exported"])
        }
    }

    @Test("a plan that was never exported has no answer")
    func notExported() async throws {
        try await CommandFolder.use { folder in
            let book = try await Book(folder, isExported: false)
            let run = try book.take(book.answer(group: "RJCT"))
            #expect(run.status == 1 && run.errors.contains("never exported"))
        }
    }

    @Test("one file does not end what takes two people")
    func unknown() async throws {
        try await CommandFolder.use { folder in
            let book = try await Book(folder)
            try folder.done(
                ["payout", "status", book.plan, "unknown", "--at", "2013-03-05T10:00:00Z"],
                as: "clerk")
            let run = try book.take(book.answer(group: "RJCT"))
            #expect(run.status == 0 && (run.output + run.errors).contains("two people"))
            #expect(try book.states() == ["unknown", "unknown"])
            #expect(try book.take(book.answer(group: "ACSP")).status == 0)
            #expect(try book.states() == ["accepted", "accepted"])
        }
    }
}
