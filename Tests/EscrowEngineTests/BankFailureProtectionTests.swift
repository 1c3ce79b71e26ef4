import EscrowCore
import EscrowEngine
import EscrowTestSupport
import MoneyCore
import Testing

/// docs/spec/protection.md#bank-stands.
@Suite("Failure of a bank: protection and trace")
struct BankFailureProtectionTests {
    @Test("a failed bank is a finding of its own, and no statement is missing for it")
    func finding() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await BankFailureLateTests.failed(store)
            func rules(_ day: String) async throws -> [ProtectionRule] {
                try await book.store.read { reader in
                    try reader.protection(on: SampleBook.day(day)).protection.accounts
                        .flatMap(\.findings).map(\.rule)
                }
            }
            #expect(try await rules("2013-01-31").contains(.bankStands) == false)
            let failed = try await rules("2013-02-01")
            #expect(failed.contains(.bankStands))
            #expect(!failed.contains(.reconciled))
        }
    }

    @Test("cover is the trust's claim, and no flow of whom it stands behind")
    func trace() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await BankFailureLateTests.failed(store)
            _ = try await BankFailureLateTests.cover(book, at: "2013-02-02T08:00:00Z")
            let before = try await store.read { try $0.trace(of: "F-01", .now) }
            #expect(try before.balance == SampleBook.euro("1904.00"))
            #expect(before.sources.flatMap(\.flows).map(\.amount.plain) == ["1904.00"])
            _ = try await BankFailureLateTests.paid(book, "F-01", at: "2013-03-05T08:00:00Z")
            let after = try await store.read { try $0.trace(of: "F-01", .now) }
            #expect(try after.balance.isZero)
            #expect(
                after.sources.flatMap(\.flows).map(\.amount.plain) == ["1904.00", "-1904.00"])
        }
    }
}
