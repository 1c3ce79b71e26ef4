import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Compares bank, book and beneficiaries on a day.
struct ReconcileCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Compare statement, trust book and beneficiaries' ledgers on a day.",
        discussion: """
            Ends with status 1 when they differ, when money is missing, or when the day has no \
            statement: a check without data fails.

            EXAMPLES:
              ringfence reconcile --day 2013-03-21
              ringfence reconcile --day 2013-03-21 --known-on 2013-03-22
            """)

    @Option(help: "The day; that of the newest record when left away.")
    var day: Day?

    @Option(help: "As recorded up to this day.")
    var knownOn: Day?

    @Option(help: "IBAN of the trust account; needed when the book has several.")
    var account: String?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (asked, known) = (day, knownOn)
        let iban = try account.map { try Reading.iban($0, "--account") }
        let report = try await options.look { reader in
            try reader.reconcile(
                try asked ?? reader.opened().0.recordedDay, knownOn: known, of: iban)
        }
        try output.show(Self.listing(report))
        for gap in report.gaps { output.note("gap: \(gap)") }
        if let failed = report.reconciliation.failed {
            output.note(
                "The bank failed on \(failed.day): its balance is no money of the trust's any more, see `ringfence bank failure list`."
            )
        }
        output.noteLate(report.late.count)
        guard report.isClean else { throw Self.failure(report) }
    }

    static func listing(_ report: ReconciliationReport) -> Listing {
        let result = report.reconciliation
        var listing = Listing(
            "reconciliation",
            [
                .left("count", "count"), .right("amount", "amount"),
                .right("late", "of it late").whenNeeded,
            ],
            isSample: report.isSample)
        let currency = result.statement.currency
        let late = report.late
        let none = Money.zero(currency)
        var rows: [(String, Money, Money)] = [
            (
                "statement \(report.statementID), closing \(report.statementDay)",
                result.statement, none
            ),
            ("trust book at the bank (1000 + 1020)", result.bookAtBank, late.atBank),
        ]
        if let failed = result.failed {
            rows.append(("moved to the failed bank (1030) since \(failed.day)", failed.gone, none))
        }
        rows += [
            ("difference", Money(minor: result.bankDifference, currency), none),
            ("in flight (1010)", result.inFlight, late.inFlight),
        ]
        for transfer in report.transfers where !transfer.isIncoming {
            rows.append(
                (name(transfer), Money(minor: -transfer.amount.minor, currency), none))
        }
        if !result.incoming.isZero || !late.incoming.isZero {
            rows.append(
                ("on its way from other trust accounts (1020)", result.incoming, late.incoming))
        }
        for transfer in report.transfers where transfer.isIncoming {
            rows.append((name(transfer), transfer.amount, none))
        }
        if let failed = result.failed {
            rows += [
                ("at the failed bank, not divided yet (1030)", failed.balance, none),
                ("asked of deposit guarantee (1040)", failed.guarantee, none),
            ]
        }
        rows += [
            ("missing, due to the trust (11xx)", result.shortfall, late.shortfall),
            ("beneficiaries' ledgers", result.ledgers, late.ledgers),
        ]
        if !result.elsewhere.isZero {
            rows.append((elsewhere(result), result.elsewhere, none))
        }
        rows += [
            ("difference", Money(minor: result.ledgerDifference, currency), none),
            ("of these unidentified (2000)", report.unidentified, late.unidentified),
        ]
        for (name, amount, late) in rows {
            listing.append([.text(name), .money(amount), .unlessZero(late)])
        }
        return listing
    }

    private static func name(_ transfer: TransferOnItsWay) -> String {
        "of it transfer \(transfer.payout.sequence) \(transfer.isIncoming ? "from" : "to") \(transfer.other), since \(transfer.since)"
    }

    private static func elsewhere(_ result: Reconciliation) -> String {
        result.elsewhere.isNegative
            ? "lies in another trust account" : "owed in another trust account"
    }

    private static func failure(_ report: ReconciliationReport) -> Failure {
        let result = report.reconciliation
        let currency = result.statement.currency
        switch result.verdict {
        case .agrees:
            return Failure(
                "reconcile.gap", "statements do not continue each other",
                hint: "import the statement that is missing between them", .refused)
        case .shortfall:
            return Failure(
                "reconcile.shortfall", "ALARM: \(result.shortfall) is missing in the trust",
                hint: "have the agency top it up today", .refused)
        case .elsewhere:
            return Failure(
                "reconcile.elsewhere",
                "ALARM: \(Money(minor: abs(result.elsewhere.minor), currency)) \(elsewhere(result))",
                hint: "bring it where it is owed with `ringfence account transfer --money-only`",
                .refused)
        case .bankDiffers:
            return Failure(
                "reconcile.bank",
                "statement and book differ by \(Money(minor: result.bankDifference, currency))",
                hint: "import the missing statements up to that day", .refused)
        case .ledgersDiffer:
            return Failure(
                "reconcile.ledgers",
                "book and ledgers differ by \(Money(minor: result.ledgerDifference, currency))",
                hint: "run `ringfence check`", .broken)
        }
    }
}
