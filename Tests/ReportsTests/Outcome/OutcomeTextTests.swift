import InsolvencyCore
import MoneyCore
import Reports
import Testing

@Suite("A simulation's answer on one screen")
struct OutcomeTextTests {
    @Test("one freelancer: the whole screen, to the cent")
    func whole() throws {
        #expect(
            OutcomeText.render(try OutcomeSample.outcome()) == """
                SAMPLE: the data of this book are made up.
                If the agency files on 2013-03-22: who keeps what, in EUR
                Scenario sample, 2013; quota 6.1 %; trust G1; opened 2013-06-05, distributed 2017-09-03
                Head 42:ab12

                All freelancers           (a) standard  (b) separate  (c) collects   (d) trust    (e) puts
                ------------------------  ------------  ------------  ------------  ----------  ----------
                Exposed                      26,656.00     11,424.00     11,424.00   26,656.00   26,656.00
                  in the trust                    0.00          0.00          0.00   15,232.00        0.00
                  still with the client      11,424.00     11,424.00     11,424.00   11,424.00   11,424.00
                Already paid                      0.00     15,232.00     15,232.00        0.00        0.00
                Recovered                     1,626.02     11,424.00     11,424.00   26,656.00    1,626.02
                  from the trust                  0.00          0.00          0.00   15,232.00        0.00
                  from the client                 0.00     11,424.00     11,424.00   11,424.00        0.00
                  as quota                    1,626.02          0.00          0.00        0.00    1,626.02
                Lost                         25,029.98          0.00          0.00        0.00   25,029.98
                  net of VAT                 21,033.60          0.00          0.00        0.00   21,033.60
                Protected, without quota        0.00 %      100.00 %      100.00 %    100.00 %      0.00 %
                Recovered share                 6.10 %      100.00 %      100.00 %    100.00 %      6.10 %
                First cash                  2017-09-03    2013-04-21    2013-04-21  2013-04-21  2017-09-03
                Worth on filing day           1,154.00     11,351.96     11,351.96   26,487.92    1,154.00
                Lost, by freelancer
                  F-01                       25,029.98          0.00          0.00        0.00   25,029.98
                Held in the end by
                  freelancers                 1,626.02     26,656.00     26,656.00   26,656.00    1,626.02
                  agency's estate            12,505.63      2,856.00      6,664.00    2,856.00   12,505.63
                  tax office                    148.35          0.00          0.00        0.00      148.35
                  spent before filing        19,040.00      3,808.00          0.00    3,808.00   19,040.00
                Recovered under (d) by the trust's grade: G1 26,656.00, G2 25,285.12, G3 12,353.15

                - The trust does not protect against a client that never pays: 11,424.00 is still with clients.
                - Under (b) and (c), 15,232.00 paid directly in the last three months without a routing agreement
                  before the work may be taken back; not deducted.
                - (e) hedges nothing: the scenario names no puts.
                - A model with stated assumptions, not legal advice; the JSON form lists each with its source.

                """)
    }

    @Test(
        "however many freelancers, it fits a screen, and the rest is added up",
        arguments: [
            1, 15, 16, 17, 40, 300,
        ])
    func fits(count: Int) throws {
        let text = OutcomeText.render(try OutcomeSample.outcome(freelancers: count))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count <= OutcomeText.linesMax)
        #expect(lines.allSatisfy { $0.count <= OutcomeText.columnsMax && $0.last != " " })
        #expect(text.contains("others") == (count > 16))
    }

    @Test("only a sample says SAMPLE")
    func sampleMark() throws {
        #expect(!OutcomeText.render(try OutcomeSample.outcome(isSample: false)).contains("SAMPLE"))
    }

    @Test("JSON holds every figure, amounts as text and as minor units")
    func json() throws {
        let text = OutcomeJSON.render(try OutcomeSample.outcome())
        #expect(text.hasPrefix("{\n  \"sample\": true,\n"))
        let compact = OutcomeJSON.document(try OutcomeSample.outcome()).renderCompact()
        #expect(compact.contains(#""head":{"size":42,"root":"ab12"}"#))
        #expect(
            compact.contains(
                #""exposure":{"amount":"26656.00","currency":"EUR","minor":2665600}"#))
        #expect(compact.contains(#"{"key":"quota","value":"6.1 %","source":"Destatis"#))
        #expect(compact.contains(#""protectedPercent":"100.00""#))
        #expect(compact.contains(#""failure":"noPuts""#))
    }

    @Test("CSV holds one figure to a row")
    func csv() throws {
        let csv = OutcomeCSV.render(try OutcomeSample.outcome())
        let rows = csv.split(separator: "\r\n")
        #expect(rows.first == "model,section,who,figure,day,value")
        #expect(rows.contains(",outcome,,scenario,,\"sample, 2013\""))
        #expect(rows.contains("standard,freelancer,F-01,exposure,,26656.00"))
        #expect(rows.contains("trust,total,,inTrust,,15232.00"))
        #expect(rows.contains("trust,freelancer,F-01,cash trust,2013-04-21,15232.00"))
        #expect(rows.contains("standard,waterfall,,ending,,fixedQuota"))
        #expect(rows.contains("trust G2,total,,recoveredTrust,,13861.12"))
        #expect(rows.allSatisfy { $0.filter { $0 == "," }.count >= 5 })
    }
}
