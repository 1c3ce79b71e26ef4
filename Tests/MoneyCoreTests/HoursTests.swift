import EscrowTestSupport
import MoneyCore
import Testing

@Suite("Hours")
struct HoursTests {
    @Test(
        "are read exactly from decimals and from hours and minutes",
        arguments: [
            ("8", Int64(28_800)), ("7.25", 26_100), ("0.1", 360), ("0.01", 36), ("7:30", 27_000),
            ("0:01", 60), ("0:00:01", 1), ("160", 576_000), ("0", 0), ("7.50", 27_000),
        ])
    func read(text: String, seconds: Int64) {
        #expect(Hours(text) == Hours(seconds: seconds))
    }

    @Test(
        "are refused when they are negative or no whole number of seconds",
        arguments: [
            "", "-1", "-0:30", "7:60", "7:5", "7:+5", "+7:30", "7:30:60", "7:30:15:00", ":30", "7:",
            "0.0001", "1.23456", "7,5", "8h", "1000000:00", "9223372036854775807", "-0",
        ])
    func refused(text: String) {
        #expect(Hours(text) == nil)
    }

    @Test("of minutes, tenths and hundredths cost to the cent")
    func cost() throws {
        let rate = Money(minor: 80_00, .eur)

        #expect(try Hours(seconds: 160 * 3600).at(ratePerHour: rate).minor == 12_800_00)
        #expect(try #require(Hours("120")).at(ratePerHour: rate).minor == 9_600_00)
        #expect(try #require(Hours("0.1")).at(ratePerHour: rate).minor == 8_00)
        #expect(try #require(Hours("0.01")).at(ratePerHour: rate).minor == 80)
        #expect(try #require(Hours("0:01")).at(ratePerHour: rate).minor == 1_33)
        #expect(try #require(Hours("0:20")).at(ratePerHour: rate).minor == 26_67)
        // Half a cent goes up: 0.01 h at 0.50.
        #expect(try Hours(seconds: 36).at(ratePerHour: Money(minor: 50, .eur)).minor == 1)
    }

    @Test("that cost more than can be counted are refused")
    func overflow() {
        #expect(throws: MoneyError.overflow) {
            try Hours(seconds: .max).at(ratePerHour: Money(minor: 3601, .eur))
        }
    }

    @Test(
        "are written as decimals where these are exact",
        arguments: [
            (Int64(26_100), "7.25"), (0, "0.00"), (60, "0:01:00"), (1, "0:00:01"),
            (576_000, "160.00"), (-36, "-0.01"), (-60, "-0:01:00"),
            (.min, "-2562047788015215:30:08"),
        ])
    func written(seconds: Int64, text: String) {
        #expect(Hours(seconds: seconds).description == text)
    }

    @Test("written and read back are the same", arguments: UInt64(1)...200)
    func roundTrip(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let hours = Hours(seconds: .random(in: 0..<3_600_000_000, using: &random))

        #expect(Hours(hours.description) == hours)
    }
}
