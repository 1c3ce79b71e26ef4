import EscrowCore
import LedgerCore
import MoneyCore

extension BalanceRow: DraftRow {
    struct Key: Hashable, Comparable {
        let account: Account
        let owner: Int64
        let bank: Int64

        static func < (left: Key, right: Key) -> Bool {
            (left.account.rawValue, left.owner, left.bank)
                < (right.account.rawValue, right.owner, right.bank)
        }
    }

    var key: Key { Key(account: account, owner: owner, bank: bank) }

    static func fields(of key: Key) -> [Field] {
        [.integer(Int64(key.account.rawValue)), .integer(key.owner), .integer(key.bank)]
    }
}

extension TotalRow: DraftRow {
    struct Key: Hashable, Comparable {
        let owner: Int64
        let account: Account
        let bookingDay: Day
        let recordedDay: Day

        static func < (left: Key, right: Key) -> Bool {
            (left.owner, left.account.rawValue, left.bookingDay, left.recordedDay)
                < (right.owner, right.account.rawValue, right.bookingDay, right.recordedDay)
        }
    }

    var key: Key {
        Key(owner: owner, account: account, bookingDay: bookingDay, recordedDay: recordedDay)
    }

    static func fields(of key: Key) -> [Field] {
        [
            .integer(key.owner), .integer(Int64(key.account.rawValue)),
            .integer(Int64(key.bookingDay.number)), .integer(Int64(key.recordedDay.number)),
        ]
    }
}

extension ControlRow: DraftRow {
    struct Key: Hashable, Comparable {
        let bank: Int64
        let account: Account
        let bookingDay: Day
        let recordedDay: Day

        static func < (left: Key, right: Key) -> Bool {
            (left.bank, left.account.rawValue, left.bookingDay, left.recordedDay)
                < (right.bank, right.account.rawValue, right.bookingDay, right.recordedDay)
        }
    }

    var key: Key {
        Key(bank: bank, account: account, bookingDay: bookingDay, recordedDay: recordedDay)
    }

    static func fields(of key: Key) -> [Field] {
        [
            .integer(key.bank), .integer(Int64(key.account.rawValue)),
            .integer(Int64(key.bookingDay.number)), .integer(Int64(key.recordedDay.number)),
        ]
    }
}

extension PostingRow: DraftRow {
    struct Key: Hashable, Comparable {
        let owner: Int64
        let bookingDay: Day
        let sequence: Int64

        static func < (left: Key, right: Key) -> Bool {
            (left.owner, left.bookingDay, left.sequence)
                < (right.owner, right.bookingDay, right.sequence)
        }
    }

    var key: Key { Key(owner: owner, bookingDay: bookingDay, sequence: sequence) }

    static func fields(of key: Key) -> [Field] {
        [.integer(key.owner), .integer(Int64(key.bookingDay.number)), .integer(key.sequence)]
    }
}

extension LateRow: DraftRow {
    var key: Int64 { sequence }
    static func fields(of key: Int64) -> [Field] { [.integer(key)] }
}

extension PartRow: DraftRow {
    /// An invoice line and an owner.
    struct Key: Hashable, Comparable {
        let line: InvoiceLineID
        let owner: PartyID

        static func < (left: Key, right: Key) -> Bool {
            (left.line, left.owner) < (right.line, right.owner)
        }
    }

    var key: Key { Key(line: invoiceLine, owner: owner) }

    static func fields(of key: Key) -> [Field] {
        [.integer(key.line.sequence), .integer(key.owner.sequence)]
    }
}

extension SubledgerRow: DraftRow {
    var key: Subledger { subledger }

    static func fields(of key: Subledger) -> [Field] {
        [
            .integer(key.owner?.sequence ?? 0), .integer(Int64(key.account.rawValue)),
            .integer(key.source.code), .integer(key.bank.sequence),
        ]
    }
}

extension PoolClaimRow: DraftRow {
    var key: Subledger { subledger }

    static func fields(of key: Subledger) -> [Field] {
        [
            .integer(key.owner?.sequence ?? 0), .integer(key.source.code),
            .integer(key.bank.sequence),
        ]
    }
}

extension HoldRow: DraftRow {
    struct Key: Hashable, Comparable {
        let subledger: Subledger
        let cause: HoldCause
        let since: Day

        static func < (left: Key, right: Key) -> Bool {
            (left.subledger, left.cause.rawValue, left.since)
                < (right.subledger, right.cause.rawValue, right.since)
        }
    }

    var key: Key { Key(subledger: subledger, cause: cause, since: since) }

    static func fields(of key: Key) -> [Field] {
        SubledgerRow.fields(of: key.subledger)
            + [.integer(Int64(key.cause.rawValue)), .integer(Int64(key.since.number))]
    }
}

extension AllocationRow: DraftRow {
    struct Key: Hashable, Comparable {
        let bankLine: BankLineID
        let invoice: InvoiceID

        static func < (left: Key, right: Key) -> Bool {
            (left.bankLine, left.invoice) < (right.bankLine, right.invoice)
        }
    }

    var key: Key { Key(bankLine: bankLine, invoice: invoice) }

    static func fields(of key: Key) -> [Field] {
        [.integer(key.bankLine.sequence), .integer(key.invoice.sequence)]
    }
}

extension InvoiceRow: DraftRow {
    var key: Int64 { id.sequence }
    static func fields(of key: Int64) -> [Field] { [.integer(key)] }
}

extension BankLineRow: DraftRow {
    var key: Int64 { id.sequence }
    static func fields(of key: Int64) -> [Field] { [.integer(key)] }
}

extension PayoutRow: DraftRow {
    var key: Int64 { id.sequence }
    static func fields(of key: Int64) -> [Field] { [.integer(key)] }
}

extension PlanRow: DraftRow {
    var key: Int64 { id.sequence }
    static func fields(of key: Int64) -> [Field] { [.integer(key)] }
}
