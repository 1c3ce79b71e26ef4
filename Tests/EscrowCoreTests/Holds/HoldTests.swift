import EscrowCore
import EscrowTestSupport
import MoneyCore
import Testing

@Suite("Holds (hold.md)")
struct HoldTests {
    private static let day = Sample.day

    private static func reason(
        _ release: Release?, cause: HoldCause = .condition, role: PartRole = .freelancer,
        notFinal: Bool = false, short: Bool = false, approved: Bool = false, reached: Day? = nil,
        on day: Day = day
    ) -> Hold.Reason? {
        Hold(cause: cause, since: Self.day, role: role, release: release).reason(
            Hold.Facts(
                day: day, isNotFinal: notFinal, isShort: short, areHoursApproved: approved,
                reachedOn: reached))
    }

    @Test("what an amount waits for (hold.md#conditions)")
    func conditions() {
        #expect(Self.reason(.onReceipt) == nil)
        #expect(Self.reason(nil) == .person)
        #expect(Self.reason(.held) == .person)
        #expect(Self.reason(.onHoursApproval) == .hoursApproval)
        #expect(Self.reason(.onHoursApproval, approved: true) == nil)
        #expect(Self.reason(.onMilestone("M-1")) == .milestone("M-1"))
        #expect(Self.reason(.onMilestone("M-1"), reached: Self.day) == nil)
        #expect(
            Self.reason(.onMilestone("M-1"), reached: Self.day.adding(days: 1))
                == .milestone("M-1"))
    }

    @Test("n days end on the n-th day after the receipt")
    func days() {
        let end = Self.day.adding(days: 14)
        #expect(Self.reason(.afterDays(14), on: end.adding(days: -1)) == .until(end))
        #expect(Self.reason(.afterDays(14), on: end) == nil)
    }

    @Test("a returned payout, money not final and a shortfall go before every condition")
    func before() {
        for release in Sample.releases {
            #expect(
                Self.reason(release, cause: .returnedPayout, notFinal: true) == .returnedPayout)
            #expect(Self.reason(release, notFinal: true, short: true) == .notFinal)
            #expect(Self.reason(release, role: .agency, short: true) == .shortfall)
        }
        #expect(Self.reason(.onReceipt, short: true) == nil)
    }
}
