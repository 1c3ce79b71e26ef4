public import LedgerCore
public import MoneyCore

/// A bank statement in the log: whose account, from when to when, from which file.
public struct StatementFact: Hashable, Sendable {
    public let bank: TrustAccountID
    public let id: String
    public let number: Int64?
    public let opening: Money
    public let openingDay: Day
    public let closing: Money
    public let closingDay: Day
    /// SHA-256 of the file that it came in.
    public let file: [UInt8]

    public init(bank: TrustAccountID, _ statement: BankStatement, file: [UInt8]) {
        self.bank = bank
        id = statement.id
        // Below zero no bank counts; the record writes "none" as -1.
        number = statement.number.flatMap { $0 < 0 ? nil : $0 }
        opening = statement.opening
        openingDay = statement.openingDay
        closing = statement.closing
        closingDay = statement.closingDay
        self.file = file
    }
}

extension StatementFact: Recordable {
    public static var kind: RecordKind { .statement }

    public func write(to record: inout RecordWriter) {
        record.id(bank)
        record.text(id)
        record.signed(number ?? -1)
        record.money(opening)
        record.day(openingDay)
        record.money(closing)
        record.day(closingDay)
        record.blob(file)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        bank = try record.id()
        id = try record.text()
        let number = try record.signed()
        guard number >= -1 else { throw .field("number") }
        self.number = number < 0 ? nil : number
        opening = try record.money()
        openingDay = try record.day()
        closing = try record.money()
        closingDay = try record.day()
        file = try record.blob()
    }
}

/// A booked bank line in the log.
///
/// Who paid and what he wrote are personal data.
public struct BankLineFact: Hashable, Sendable {
    public let bank: TrustAccountID
    /// The record of the statement that the line stands in.
    public let statement: Int64
    public let fingerprint: Int64
    public let meaning: BankLineMeaning
    /// The payout that the line settles or returns.
    public let payout: PayoutID?
    /// The payouts that a line settles at once, in the order of their entries; none for any other
    /// meaning.
    public let payouts: [PayoutID]
    /// The receipt that the line takes back.
    public let receipt: BankLineID?
    /// By what it found its invoice; nil where no rule did.
    public let rule: Matching.Rule?
    /// Why a person has to decide; nil when nobody has to.
    public let work: Work?
    public let line: BankLine

    /// What puts a bank line on the work list.
    public struct Work: Hashable, Sendable {
        /// A stable word for programs, such as `payer-unknown`.
        public let code: String
        /// A sentence for people; it names invoices and amounts, never persons.
        public let sentence: String

        /// Of a debit that lists payouts with other amounts than were ordered.
        public static let listDiffers = "lump-amounts"

        public init(code: String, sentence: String) {
            self.code = code
            self.sentence = sentence
        }
    }

    public init(
        bank: TrustAccountID, statement: Int64, fingerprint: Int64, meaning: BankLineMeaning,
        payout: PayoutID?, payouts: [PayoutID] = [], receipt: BankLineID? = nil,
        rule: Matching.Rule? = nil, work: Work?, line: BankLine
    ) {
        self.bank = bank
        self.statement = statement
        self.fingerprint = fingerprint
        self.meaning = meaning
        self.payout = payout
        self.payouts = meaning == .settlements ? payouts : []
        self.receipt = receipt
        self.rule = rule
        self.work = work
        self.line = line
    }
}

extension BankLineFact: Recordable {
    public static var kind: RecordKind { .bankLine }

    public func write(to record: inout RecordWriter) {
        record.id(bank)
        record.unsigned(UInt64(statement))
        record.unsigned(UInt64(bitPattern: fingerprint))
        record.unsigned(UInt64(meaning.rawValue))
        if meaning == .settlements {
            record.unsigned(UInt64(payouts.count))
            for payout in payouts { record.id(payout) }
        }
        record.optional(payout)
        record.optional(receipt)
        record.unsigned(UInt64(rule?.rawValue ?? 0))
        record.optional(work?.code)
        record.optional(work?.sentence)
        record.money(line.amount)
        record.day(line.bookingDay)
        record.signed(Int64(line.bookingDay.days(to: line.valueDay)))
        record.optional(line.bankReference)
        record.unsigned(UInt64(line.kind.rawValue))
        record.optional(line.returnReason)
        record.text(line.place)
        record.personal([
            line.endToEndID, line.creditorReference, line.remittance, line.counterpartyName,
            line.counterpartyAccount,
        ])
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        bank = try record.id()
        statement = try record.natural()
        fingerprint = Int64(bitPattern: try record.unsigned())
        meaning = try record.value("meaning") { BankLineMeaning(rawValue: $0) }
        var payouts: [PayoutID] = []
        if meaning == .settlements {
            for _ in 0..<(try record.count()) { payouts.append(try record.id()) }
        }
        self.payouts = payouts
        payout = try record.optionalID()
        receipt = try record.optionalID()
        rule = try Self.rule(from: &record)
        let (code, sentence) = (try record.optionalText(), try record.optionalText())
        switch (code, sentence) {
        case (nil, nil): work = nil
        case (let code?, let sentence?): work = Work(code: code, sentence: sentence)
        case (nil, _?), (_?, nil): throw .field("work")
        }
        let amount = try record.money()
        let bookingDay = try record.day()
        guard let offset = Int32(exactly: try record.signed()) else { throw .field("value day") }
        let bankReference = try record.optionalText()
        let kind = try record.value("kind") { BankLine.Kind(rawValue: $0) }
        let returnReason = try record.optionalText()
        let place = try record.text()
        let fields = try record.personal()
        guard fields.count == 5 else { throw .field("bank line") }
        line = BankLine(
            amount: amount, bookingDay: bookingDay,
            valueDay: Day(number: bookingDay.number &+ offset), bankReference: bankReference,
            endToEndID: fields[0], creditorReference: fields[1], remittance: fields[2] ?? "",
            counterpartyName: fields[3], counterpartyAccount: fields[4], kind: kind,
            returnReason: returnReason, place: place)
    }

    private static func rule(from record: inout RecordReader) throws(RecordError) -> Matching.Rule?
    {
        let number = try record.unsigned()
        guard number > 0 else { return nil }
        guard let rule = UInt8(exactly: number).flatMap(Matching.Rule.init(rawValue:)) else {
            throw .field("rule")
        }
        return rule
    }
}
