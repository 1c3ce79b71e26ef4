import LedgerCore
import Testing

@Suite("Events (events.md)")
struct JournalEventTests {
    @Test("every event has its code, its number on disk and a name of its own")
    func codes() {
        #expect(
            JournalEvent.allCases.map(\.code).joined(separator: " ") == """
                J1 J2 J3 J6 J7 J8 J9 J10 J11 J12 J13 J14 J15 J16 J17 J18 J19 J20 J21 J22 J23 J24 \
                J25 J26 J27 J28 J29 J31 J32 J33 J7b J7c J22b J17b J33b J33c J28b \
                J28c REV
                """)
        #expect(JournalEvent.receiptIdentified.rawValue == 107)
        #expect(JournalEvent.transferArrived.rawValue == 133)
        #expect(JournalEvent.transferBack.rawValue == 233)
        #expect(JournalEvent.reversal.rawValue == 200)
        #expect(Set(JournalEvent.allCases.map(\.name)).count == JournalEvent.allCases.count)
    }
}
