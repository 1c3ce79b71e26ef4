import EscrowTestSupport
import MoneyCore
import Testing

@Suite("Instants")
struct InstantTests {
    @Test(
        "are read in universal time and with an offset",
        arguments: [
            ("1970-01-01T00:00:00Z", Int64(0)), ("2013-03-22T09:00:00Z", 1_363_942_800_000_000),
            ("2013-03-22T10:00:00+01:00", 1_363_942_800_000_000),
            ("2013-03-21T23:30:00-09:30", 1_363_942_800_000_000),
            ("2013-03-22T09:00:00.5Z", 1_363_942_800_500_000),
            ("2013-03-22T09:00:00.123456+00:00", 1_363_942_800_123_456),
            ("1969-12-31T23:59:59.999999Z", -1),
        ])
    func read(text: String, microseconds: Int64) {
        #expect(Instant(text) == Instant(microseconds: microseconds))
    }

    @Test(
        "are not read from other forms",
        arguments: [
            "", "2013-03-22", "2013-03-22T09:00:00", "2013-03-22 09:00:00Z", "2013-03-22T24:00:00Z",
            "2013-03-22T09:60:00Z", "2013-03-22T09:00:60Z", "2013-03-22T+9:00:00Z",
            "2013-03-22T09:-0:00Z", "2013-03-22T09:00:00.Z", "2013-03-22T09:00:00.1234567890Z",
            "2013-03-22T09:00:00+1:000", "2013-03-22T09:00:00++1:00", "2013-03-22T09:00:00+15:00",
            "2013-03-22T09:00:00+01:60", "2013-03-22T09:00:00Zulu", "2013-02-30T09:00:00Z",
        ])
    func refused(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test("are written in universal time, with decimals only when there are any")
    func written() {
        #expect(Instant(microseconds: 0).description == "1970-01-01T00:00:00Z")
        #expect(Instant(microseconds: -1).description == "1969-12-31T23:59:59.999999Z")
        #expect(Instant(microseconds: 10).description == "1970-01-01T00:00:00.000010Z")
    }

    @Test("belong to a day, before 1970 too")
    func utcDay() {
        #expect(Instant(microseconds: -1).utcDay.description == "1969-12-31")
        #expect(Instant(microseconds: 86_400_000_000).utcDay.description == "1970-01-02")
        #expect(Instant(microseconds: .min).utcDay.number == -106_751_992)
        #expect(Instant(microseconds: 0).adding(seconds: -1) == Instant("1969-12-31T23:59:59Z"))
    }

    @Test("written and read back are the same", arguments: UInt64(1)...200)
    func roundTrip(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        // From the year 1 to the year 9999.
        let instant = Instant(
            microseconds: .random(
                in: -62_135_596_800_000_000..<253_402_300_800_000_000, using: &random))

        #expect(Instant(instant.description) == instant)
    }
}
