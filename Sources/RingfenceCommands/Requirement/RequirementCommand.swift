import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// What must be in the trust account, and what is, day by day.
struct RequirementCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "requirement",
        abstract: "Compare day by day what must be in the trust account with what is.",
        discussion: """
            Each shortfall names its cause, its debtor and since when. Ledgers below zero never \
            lessen what must be there.

            EXAMPLES:
              ringfence requirement --from 2013-03-01 --to 2013-03-31
            """)

    @Option(help: "The first day; the last one alone when left away.")
    var from: Day?

    @Option(help: "The last day; that of the newest record when left away.")
    var to: Day?

    @Option(help: "As recorded up to this day.")
    var knownOn: Day?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (first, last, known) = (from, to, knownOn)
        let report = try await options.look { reader in
            let last = try last ?? reader.opened().0.recordedDay
            return try reader.requirement(from: first ?? last, through: last, knownOn: known)
        }
        try output.show(Self.listing(report))
        if let last = report.days.last, last.shortfall.isPositive {
            output.note("ALARM: \(last.shortfall) is missing in the trust.")
        }
    }

    static func listing(_ report: RequirementReport) -> Listing {
        var listing = Listing(
            "days",
            [
                .left("day", "day"), .right("requirement", "requirement"),
                .right("resource", "resource"), .right("shortfall", "shortfall"),
                .right("excess", "excess").whenNeeded, .left("claims", "cause, debtor, since"),
                .right("late", "late entries").whenNeeded,
            ], isSample: report.book.isSample)
        listing.head = report.head.text
        for day in report.days {
            listing.append([
                .day(day.day), .money(day.requirement), .money(day.resource),
                .money(day.shortfall), .unlessZero(day.excess), .texts(day.claims.map(text)),
                day.lateCount > 0 ? .number(Int64(day.lateCount)) : .empty,
            ])
        }
        return listing
    }

    private static func text(_ claim: RequirementReport.Claim) -> String {
        let causes = claim.causes.map { "\($0.event.name), record \($0.sequence)" }
        return
            "\(claim.amount) due from \(claim.debtor) since \(claim.since) (\(claim.account.number): \(causes.joined(separator: "; ")))"
    }
}
