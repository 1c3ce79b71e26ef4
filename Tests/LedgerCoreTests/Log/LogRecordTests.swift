import LedgerCore
import MoneyCore
import Testing

@Suite("Records of the log (log.md)")
struct LogRecordTests {
    struct Case: Sendable {
        let record: LogRecord
        let hex: String
    }

    @Test(
        "the leaf of a record has these bytes (log.md#leaf)",
        arguments: [
            Case(
                record: LogRecord(
                    sequence: 258, kind: .entry, actor: ActorID(sequence: 3),
                    recordedAt: Instant(microseconds: 1_363_942_800_000_000),
                    recordedDay: Day(number: 15_786), body: [1, 2, 3]),
                hex: """
                    0001 0000000000000102 0d 0000000000000003 0004d87fae168400 \
                    0000000000003daa 0000000000000003 010203
                    """),
            Case(
                record: LogRecord(
                    sequence: 1, kind: .book, actor: ActorID(sequence: 3),
                    recordedAt: Instant(microseconds: -1), recordedDay: Day(number: -1), body: []),
                hex: """
                    0001 0000000000000001 02 0000000000000003 ffffffffffffffff \
                    ffffffffffffffff 0000000000000000
                    """),
        ])
    func leaf(_ example: Case) {
        var bytes: [UInt8] = []
        example.record.writeLeaf(to: &bytes)
        let hex = bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        #expect(hex.joined() == example.hex.filter { $0 != " " })
        #expect(LogRecord.leafVersion == 1)
    }

    @Test("writing a leaf appends to what is there")
    func appends() {
        let record = LogRecord(
            sequence: 1, kind: .command, actor: ActorID(sequence: 1),
            recordedAt: Instant(microseconds: 0), recordedDay: Day(number: 0), body: [9])
        var bytes: [UInt8] = [0xAA]
        record.writeLeaf(to: &bytes)
        #expect(bytes.first == 0xAA)
        #expect(bytes.count == 1 + 43 + 1)
    }

    @Test("kinds keep their numbers on disk for good (log.md#kinds)")
    func kinds() {
        let drawn = RecordKind.allCases.map { "\($0.rawValue) \($0)" }
        #expect(
            drawn == [
                "1 command", "2 book", "3 trustAccount", "4 actor", "5 role", "6 party",
                "7 engagement", "8 hours", "9 invoice", "10 file", "11 statement", "12 bankLine",
                "13 entry", "14 match", "15 plan", "16 payout", "17 approval", "18 export",
                "19 withdrawal", "20 rule", "21 actorKey", "22 change", "23 consent", "24 close",
                "25 trustTerms", "26 creditNote", "27 writeOff", "28 dispute", "29 hoursApproval",
                "30 milestone", "31 payoutStatus", "32 misdirected", "33 pooling",
                "34 bankFailure", "35 sale", "36 setOff", "37 selfBilling",
                "38 setting", "40 interestAllocation", "41 salesReversal", "46 payerRule",
            ])
    }
}
