import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import MoneyCore
import Testing

/// More roads through the engine, one batch a step.
extension FaultTests {
    struct Road: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let steps: [Step]
        /// Whether every account is zero at its end.
        var endsEmpty = false
    }

    static let roads = [
        Road(testDescription: "the main road", steps: steps),
        Road(testDescription: "the road of trouble", steps: troubles),
        Road(testDescription: "the road back", steps: back),
        Road(testDescription: "the road of the agency's failure", steps: pool, endsEmpty: true),
        Road(testDescription: "the road of the bank's failure", steps: bankFailure),
    ]

    private static func day(_ text: String) -> Day { SampleBook.day(text) }

    /// The newest plan.
    private static func newest(_ book: SampleBook) async throws -> PlanRow {
        guard let plan = try await book.store.read({ try $0.rows(PlanRow.self, .all).last }) else {
            throw StoreError.failed("there is no plan")
        }
        return plan
    }

    /// Approval and export of the newest plan, on a day.
    private static func out(on day: String) -> [Step] {
        [
            { book in
                let plan = try await newest(book)
                _ = try await book.engine(at: "\(day)T18:40:00Z").approvePayout(
                    plan.id, file: Digest(plan.file) ?? SHA256Hasher().digest(of: []),
                    SampleBook.call("payout approve", by: SampleBook.approver))
            },
            { book in
                _ = try await book.engine(at: "\(day)T18:50:00Z").exportPayout(
                    try await newest(book).id, SampleBook.call("payout export"))
            },
        ]
    }

    /// The bank books the newest plan, and more.
    private static func settle(
        on day: String, id: String, opening: String, _ more: [BankLine] = []
    ) -> Step {
        { book in
            let orders = try await book.orders(of: try await newest(book).id)
            _ = try await book.bank(
                orders.map { SampleBook.line($0.amount, on: day, endToEnd: $0.endToEnd) } + more,
                id: id, day: day, opening: opening)
        }
    }

    private static func note(_ verdict: PayoutStatus.Verdict, at time: String) -> Step {
        { book in
            let plan = try await newest(book)
            _ = try await book.engine(at: time).notePayout(
                "\(plan.id.sequence)", verdict, reason: nil, SampleBook.call("payout status"))
        }
    }

    private static let receipt: Step = { book in
        _ = try await book.bank(
            [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
            id: "S1", day: "2013-03-01")
    }

    /// A payout of unknown fate is sent again, then credited, its receipt taken back, the debt
    /// netted, and interest shared out.
    static let back: [Step] =
        Array(steps.prefix(5)) + [
            receipt,
            { book in _ = try await book.plan(at: "2013-03-01T18:30:00Z", payees: ["F-01"]) },
        ] + out(on: "2013-03-01") + [
            note(.unknown, at: "2013-03-04T08:00:00Z"),
            note(.resendRequested, at: "2013-03-04T09:00:00Z"),
            { book in
                let plan = try await newest(book)
                _ = try await book.engine(at: "2013-03-04T10:00:00Z").confirmResend(
                    "\(plan.id.sequence)",
                    SampleBook.call("payout resend", by: SampleBook.approver))
            },
            { book in
                _ = try await book.engine(at: "2013-03-05T08:00:00Z").release(
                    party: "F-01", invoice: "2013-0001", SampleBook.call("payout release"))
            },
            { book in _ = try await book.plan(at: "2013-03-05T18:30:00Z", payees: ["F-01"]) },
        ] + out(on: "2013-03-05") + [
            settle(
                on: "2013-03-06", id: "S2", opening: "19040.00",
                [SampleBook.line("10.00", on: "2013-03-06", kind: .interest)])
        ] + debts

    private static let debts: [Step] = [
        { book in
            _ = try await book.engine(at: "2013-03-07T08:00:00Z").creditInvoice(
                CreditRequest(
                    invoice: "2013-0001", line: nil, net: SampleBook.euro("1000.00"), parts: [],
                    number: nil, day: nil, reason: "hours"),
                SampleBook.call("invoice credit issue"))
        },
        { book in
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "-19040.00", on: "2013-03-08", reference: SampleBook.reference,
                        kind: .takenBack)
                ], id: "S3", day: "2013-03-08", opening: "3818.00")
        },
        { book in
            try await book.work(
                "E-01", from: "2013-02-01", hours: 80, at: "2013-03-08T19:00:00Z")
        },
        { book in
            _ = try await book.invoice("C-01", on: "2013-03-08", at: "2013-03-08T19:10:00Z")
        },
        { book in
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "9520.00", on: "2013-03-11",
                        reference: SampleBook.reference(of: "2013-0002"))
                ], id: "S4",
                day: "2013-03-11", opening: "-15222.00")
        },
        { book in
            _ = try await book.engine(at: "2013-03-12T08:00:00Z").net(
                party: "F-01", from: "2013-0002", to: "2013-0001", amount: nil,
                SampleBook.call("claim net"))
        },
        { book in
            _ = try await book.engine(at: "2013-03-12T09:00:00Z").allocateInterest(
                InterestRequest(account: nil, from: day("2013-03-01"), to: day("2013-03-06")),
                SampleBook.call("interest allocate"))
        },
        { book in
            _ = try await book.engine(at: "2013-03-12T10:00:00Z").releaseInterest(
                party: "F-01", SampleBook.call("interest release"))
        },
    ]

    /// Money of known and unknown payers and a charge that nobody covered.
    private static let mixed: Step = { book in
        _ = try await book.bank(
            [
                SampleBook.line("19000.00", on: "2013-03-01", reference: SampleBook.reference),
                SampleBook.line(
                    "40.00", on: "2013-03-01", text: "who?",
                    account: SampleBook.account(31)?.electronic),
                SampleBook.line("-12.50", on: "2013-03-01", kind: .bankCharge),
            ], id: "S1", day: "2013-03-01")
    }

    static let pool: [Step] =
        Array(steps.prefix(5)) + [
            mixed,
            { book in
                _ = try await book.engine(at: "2013-03-22T12:00:00Z").declarePool(
                    Pooling.Terms(
                        day: day("2013-03-22"), isAgencySubordinated: true, reason: "filing"),
                    SampleBook.call("pool declare"))
            },
            { book in
                _ = try await book.engine(at: "2013-03-22T13:00:00Z").confirmPool(
                    SampleBook.call("pool confirm", by: SampleBook.approver))
            },
            { book in
                _ = try await book.engine(at: "2013-03-25T09:00:00Z").sharePool(
                    executionDay: nil, render: { Array("\($0)".utf8) },
                    SampleBook.call("pool share"))
            },
        ] + out(on: "2013-03-25") + [
            settle(on: "2013-03-26", id: "S2", opening: "19027.50"),
            { book in
                _ = try await book.engine(at: "2013-04-30T09:00:00Z").closePool(
                    SampleBook.call("pool close"))
            },
        ]

    /// The approver consents to what was asked for last.
    private static func consent(at time: String) -> Step {
        { book in
            _ = try await book.engine(at: time).consent(
                to: try await book.newestChange(),
                SampleBook.call("change consent", by: SampleBook.approver))
        }
    }

    static let bankFailure: [Step] =
        Array(steps.prefix(5)) + [
            mixed,
            { book in
                _ = try await book.engine(at: "2013-03-22T12:00:00Z").failBank(
                    try IBAN(SampleBook.trustIBAN), on: day("2013-03-22"), reason: "moratorium",
                    SampleBook.call("bank fail"))
            },
            consent(at: "2013-03-22T12:30:00Z"),
            { book in
                _ = try await book.engine(at: "2013-03-22T13:00:00Z").coverBank(
                    try IBAN(SampleBook.trustIBAN),
                    others: [OtherDeposit(party: "F-01", amount: SampleBook.euro("90000.00"))],
                    limit: nil, SampleBook.call("bank failure cover"))
            },
        ]
        + ["A-01", "F-01"].flatMap { party -> [Step] in
            [
                { book in
                    _ = try await book.engine(at: "2013-04-03T08:00:00Z").bankCoverPaid(
                        try IBAN(SampleBook.trustIBAN), to: party, amount: nil,
                        SampleBook.call("bank failure paid"))
                },
                consent(at: "2013-04-03T08:00:00Z"),
            ]
        } + [
            { book in
                _ = try await book.engine(at: "2013-05-02T08:00:00Z").closeBankFailure(
                    try IBAN(SampleBook.trustIBAN), SampleBook.call("bank failure close"))
            }
        ]
}
