import MoneyCore

/// - Source: docs/spec/log.md#entry
extension Entry {
    public func write(to record: inout RecordWriter) {
        record.unsigned(UInt64(event.rawValue))
        record.day(bookingDay)
        record.signed(Int64(valueDay.number - bookingDay.number))
        record.unsigned(UInt64(evidence))
        record.unsigned(UInt64(reverses ?? 0))
        record.text(currency.code)
        record.unsigned(UInt64(lines.count))
        for line in lines {
            record.unsigned(
                UInt64(line.subledger.account.rawValue) << 1 | UInt64(line.side.rawValue))
            record.unsigned(UInt64(line.minor))
            record.unsigned(UInt64(line.subledger.bank.sequence))
            record.unsigned(UInt64(line.subledger.owner?.sequence ?? 0))
            record.signed(line.subledger.source.code)
        }
    }

    /// Reads an entry and checks that it balances.
    public init(from record: inout RecordReader) throws(RecordError) {
        guard let number = UInt8(exactly: try record.unsigned()),
            let event = JournalEvent(rawValue: number)
        else { throw .field("event") }
        let bookingDay = try record.day()
        let valueOffset = try record.signed()
        guard let offset = Int32(exactly: valueOffset) else { throw .field("value day") }
        let evidence = try record.natural()
        let reverses = try record.natural()
        guard let currency = Currency(try record.text()) else { throw .field("currency") }
        let count = try record.count()
        var lines: [Line] = []
        lines.reserveCapacity(count)
        for _ in 0..<count {
            let line = try Self.line(from: &record)
            // Debits before credits: one entry has one form.
            guard line.side == .credit || lines.last?.side != .credit else { throw .field("side") }
            lines.append(line)
        }
        let occasion = Occasion(
            event, bookingDay: bookingDay, valueDay: Day(number: bookingDay.number &+ offset),
            evidence: evidence, reverses: reverses == 0 ? nil : reverses)
        do throws(EntryError) {
            try self.init(reading: occasion, currency: currency, lines: lines)
        } catch {
            throw .entry(error)
        }
    }

    private static func line(from record: inout RecordReader) throws(RecordError) -> Line {
        let head = try record.unsigned()
        guard let number = UInt16(exactly: head >> 1), let account = Account(rawValue: number),
            let side = Side(rawValue: UInt8(head & 1))
        else { throw .field("account") }
        let minor = try record.natural()
        let bank = TrustAccountID(sequence: try record.natural())
        let owner = try record.natural()
        guard let source = Source(code: try record.signed()) else { throw .field("source") }
        return Line(
            Subledger(
                account, bank: bank, owner: owner == 0 ? nil : PartyID(sequence: owner),
                source: source),
            side, minor: minor)
    }
}
