import BankFormats
import EscrowCore
import MoneyCore
import Testing

@Suite("A bank's answer is read by local names (payment-status.md#form)")
struct StatusFileTests {
    private typealias Stated = StatusReport.Stated
    private typealias Reason = StatusReport.Reason

    @Test("a rejected file")
    func rejected() throws {
        let report = try #require(try StatusSample.reports("rejected-03").first)
        #expect(report.messageID == "ST-1")
        #expect(report.originalMessageID == "PF-00000001-7")
        #expect(report.originalMessageName == "pain.001.001.03")
        #expect(report.original == StatusReport.Totals(count: 3, sum: Money(minor: 3570_05, .eur)))
        #expect(report.status == Stated("RJCT", [Reason("FF01", ["Invalid file format"])]))
        #expect(report.payments == [])
    }

    @Test("some transfers of a block")
    func partly() throws {
        let report = try #require(try StatusSample.reports("partly-12").first)
        #expect(report.status == Stated("PART"))
        let block = try #require(report.payments.first)
        #expect(report.payments.count == 1)
        #expect(block.paymentID == "PF-00000001-7")
        #expect(block.original == StatusReport.Totals(count: 3, sum: Money(minor: 3570_05, .eur)))
        #expect(block.status == Stated("PART"))
        #expect(block.transactions.map(\.endToEndID) == ["PO-00000001-8", "PO-00000001-9"])
        #expect(
            block.transactions.map(\.place) == [
                "payment 1, transaction 1", "payment 1, transaction 2",
            ])
        #expect(block.transactions[0].amount == Money(minor: 2380_00, .eur))
        #expect(
            block.transactions[0].status
                == Stated("RJCT", [Reason("AC04", ["Account closed", "on 2013-01-31"])]))
        #expect(block.transactions[1].status == Stated("ACWC", [Reason("DT01-BANK")]))
    }

    @Test("names that were compared")
    func names() throws {
        let report = try #require(try StatusSample.reports("names-10").first)
        #expect(report.status.code == "RVCM")
        let transactions = try #require(report.payments.first).transactions
        #expect(transactions.map(\.status.code) == ["RVMC", "RVNM", "RVNA"])
        #expect(transactions[0].status.reasons == [Reason(nil, ["freelancer F-1"])])
        #expect(transactions[1].endToEndID == "NOTPROVIDED")
    }

    @Test(
        "an envelope, prefixes, a namespace of nobody, two answers, a transfer outside of a block")
    func envelope() throws {
        let reports = try StatusSample.reports("prefixed-envelope")
        #expect(reports.map(\.messageID) == ["ST-4", "ST-5"])
        #expect(reports[0].original.sum == Money(minor: 3570_05, .eur))
        #expect(reports[0].payments.map(\.paymentID) == [nil])
        #expect(reports[0].payments[0].transactions.map(\.status.code) == ["CANC"])
        #expect(reports[1].status.code == nil)
    }

    @Test("a ZIP file is the answers inside of it, and needs one")
    func archive() throws {
        let answers = try ["partly-12", "names-10"].map {
            ("\($0).xml", try StatusSample.bytes($0))
        }
        let reports = try StatusSample.read(
            StoredArchive.of([("report.txt", Array("names".utf8))] + answers))
        #expect(reports.map(\.messageID) == ["ST-2", "VOP-1"])
        let none = try StatusSample.refusal(StoredArchive.of([("a.xml", Array("<a/>".utf8))]))
        #expect(none?.reason == .notAnAnswer(root: "no file of answers"))
        let broken = try StatusSample.refusal(StoredArchive.of(answers).dropLast(30))
        guard case .brokenArchive? = broken?.reason else {
            Issue.record("\(String(describing: broken))")
            return
        }
    }

    @Test("What has no form is refused with its line (payment-status.md#refused)")
    func refused() throws {
        let cases: [(String, StatusFileError.Reason, Int?)] = [
            ("<Document><BkToCstmrStmt/></Document>", .notAnAnswer(root: "Document"), nil),
            ("<!DOCTYPE a><Document/>", .documentType, nil),
            (
                StatusSample.text(
                    "<OrgnlGrpInfAndSts><GrpSts>ACCP</GrpSts><GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts>"
                ),
                .twice(element: "GrpSts"), 2
            ),
            (
                StatusSample.text(
                    "<OrgnlGrpInfAndSts><OrgnlNbOfTxs>x</OrgnlNbOfTxs></OrgnlGrpInfAndSts>"),
                .wrongNumber(element: "OrgnlNbOfTxs", "x"), 2
            ),
            (
                StatusSample.text(
                    "<OrgnlGrpInfAndSts><OrgnlCtrlSum>1.005</OrgnlCtrlSum></OrgnlGrpInfAndSts>"),
                .wrongNumber(element: "OrgnlCtrlSum", "1.005"), 2
            ),
            (String(repeating: "<a>", count: 65), .nestedTooDeep(limit: 64), 1),
            (
                "<a>\n" + String(repeating: "x", count: 70_000) + "</a>",
                .textTooLong(limit: 1 << 16), nil
            ),
        ]
        for (text, reason, line) in cases {
            let error = try #require(try StatusSample.refusal(Array(text.utf8)), "\(reason)")
            #expect(error.reason == reason)
            if let line { #expect(error.line == line, "\(reason)") }
            #expect(error.description.hasPrefix("answer.xml"))
        }
        let missing = #expect(throws: StatusFileError.self) {
            try StatusFile.read(path: "/nowhere/answer.xml", name: "answer.xml")
        }
        #expect(missing?.line == nil)
    }
}
