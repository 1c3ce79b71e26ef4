package import EscrowCore
package import LedgerCore
package import MoneyCore

/// A payout plan: one payment file, from its planning to its export.
package struct PlanRow: DerivedRow {
    package static let table = Table(
        "plan", key: [.integer("id")],
        [
            .integer("bank"), .integer("state"), .integer("maker"),
            .integer("approver", optional: true), .bytes("file"), .integer("count"),
            .integer("amount"), .integer("executionDay"), .integer("isConfirmed"),
        ],
        fixed: ["bank", "maker", "file", "count", "amount", "executionDay", "isConfirmed"],
        indexes: [.plain("planByState", "state")])

    package let id: PlanID
    package let bank: TrustAccountID
    package var state: PlanState
    package let maker: ActorID
    package var approver: ActorID?
    /// SHA-256 of the payment file.
    package let file: [UInt8]
    package let count: Int
    package let amount: Int64
    package let executionDay: Day
    /// Maker and approver name the total, because the trust had a shortfall.
    package let isConfirmed: Bool

    package init(
        id: PlanID, bank: TrustAccountID, state: PlanState, maker: ActorID, approver: ActorID?,
        file: [UInt8], count: Int, amount: Int64, executionDay: Day, isConfirmed: Bool
    ) {
        self.id = id
        self.bank = bank
        self.state = state
        self.maker = maker
        self.approver = approver
        self.file = file
        self.count = count
        self.amount = amount
        self.executionDay = executionDay
        self.isConfirmed = isConfirmed
    }

    package init(from row: inout some FieldReader) throws {
        id = PlanID(sequence: try row.integer())
        bank = TrustAccountID(sequence: try row.integer())
        let number = try row.integer()
        guard let state = PlanState(rawValue: UInt8(truncatingIfNeeded: number)) else {
            throw StoreError.corrupt("no state \(number) of a plan")
        }
        self.state = state
        maker = ActorID(sequence: try row.integer())
        approver = try row.optionalInteger().map { ActorID(sequence: $0) }
        file = try row.bytes()
        count = Int(try row.integer())
        amount = try row.integer()
        executionDay = try row.day()
        isConfirmed = try row.integer() != 0
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(id.sequence)
        row.integer(bank.sequence)
        row.integer(Int64(state.rawValue))
        row.integer(maker.sequence)
        row.optional(approver?.sequence)
        row.bytes(file)
        row.integer(Int64(count))
        row.integer(amount)
        row.day(executionDay)
        row.integer(isConfirmed ? 1 : 0)
    }
}

/// One payout of a plan; what it is paid out of is in the record `id`.
package struct PayoutRow: DerivedRow {
    package static let table = Table(
        "payout", key: [.integer("id")],
        [
            .integer("plan"), .integer("payee", optional: true), .integer("amount"),
            .integer("state"), .integer("bankLine", optional: true),
            .integer("requester", optional: true),
        ],
        fixed: ["plan", "payee", "amount"],
        indexes: [.plain("payoutByPlan", "plan")])

    package let id: PayoutID
    package let plan: PlanID
    /// nil for unidentified money that goes back.
    package let payee: PartyID?
    package let amount: Int64
    package var state: PayoutState
    /// The bank line that settled or returned it.
    package var bankLine: BankLineID?
    /// Who asked last to send it again, its fate being unknown.
    package var requester: ActorID?

    package init(
        id: PayoutID, plan: PlanID, payee: PartyID?, amount: Int64, state: PayoutState,
        bankLine: BankLineID?, requester: ActorID?
    ) {
        self.id = id
        self.plan = plan
        self.payee = payee
        self.amount = amount
        self.state = state
        self.bankLine = bankLine
        self.requester = requester
    }

    package init(from row: inout some FieldReader) throws {
        id = PayoutID(sequence: try row.integer())
        plan = PlanID(sequence: try row.integer())
        payee = try row.optionalInteger().map { PartyID(sequence: $0) }
        amount = try row.integer()
        let number = try row.integer()
        guard let state = PayoutState(rawValue: UInt8(truncatingIfNeeded: number)) else {
            throw StoreError.corrupt("no state \(number) of a payout")
        }
        self.state = state
        bankLine = try row.optionalInteger().map { BankLineID(sequence: $0) }
        requester = try row.optionalInteger().map { ActorID(sequence: $0) }
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(id.sequence)
        row.integer(plan.sequence)
        row.optional(payee?.sequence)
        row.integer(amount)
        row.integer(Int64(state.rawValue))
        row.optional(bankLine?.sequence)
        row.optional(requester?.sequence)
    }
}

/// The answer that a command with a key was given once.
package struct AnswerRow: DerivedRow {
    package static let table = Table(
        "answer", key: [.text("key")],
        [.bytes("fingerprint"), .text("answer"), .integer("sequence")])

    package let key: String
    /// SHA-256 over the content of the command.
    package let fingerprint: [UInt8]
    package let answer: String
    /// The command record that ended the batch.
    package let sequence: Int64

    package init(key: String, fingerprint: [UInt8], answer: String, sequence: Int64) {
        self.key = key
        self.fingerprint = fingerprint
        self.answer = answer
        self.sequence = sequence
    }

    package init(from row: inout some FieldReader) throws {
        key = try row.text()
        fingerprint = try row.bytes()
        answer = try row.text()
        sequence = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.text(key)
        row.bytes(fingerprint)
        row.text(answer)
        row.integer(sequence)
    }
}

/// A file whose original the book keeps.
package struct FileRow: DerivedRow {
    package static let table = Table(
        "file", key: [.bytes("digest")],
        [.text("name"), .integer("size"), .integer("sequence")])

    package let digest: [UInt8]
    package let name: String
    package let size: Int64
    package let sequence: Int64

    package init(digest: [UInt8], name: String, size: Int64, sequence: Int64) {
        self.digest = digest
        self.name = name
        self.size = size
        self.sequence = sequence
    }

    package init(from row: inout some FieldReader) throws {
        digest = try row.bytes()
        name = try row.text()
        size = try row.integer()
        sequence = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.bytes(digest)
        row.text(name)
        row.integer(size)
        row.integer(sequence)
    }
}
