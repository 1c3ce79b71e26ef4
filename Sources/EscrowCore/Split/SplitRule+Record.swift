public import LedgerCore
import MoneyCore

/// - Source: docs/spec/log.md#rule
extension SplitRule: Recordable {
    public static var kind: RecordKind { .rule }

    public func write(to record: inout RecordWriter) {
        record.text(code)
        record.text(currency.code)
        record.unsigned(UInt64(parts.count))
        for part in parts { part.write(to: &record) }
        record.flag(order != nil)
        if let order {
            record.unsigned(UInt64(order.count))
            for group in order {
                record.unsigned(UInt64(group.count))
                for payee in group { record.text(payee.name) }
            }
        }
        record.flag(release != nil)
        if let release { record.release(release) }
        record.flag(setsVATAside)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let code = try record.text()
        guard let currency = Currency(try record.text()) else { throw .field("currency") }
        var parts: [RulePart] = []
        for _ in 0..<(try record.count()) {
            parts.append(try RulePart(from: &record, currency: currency))
        }
        var order: [[RulePayee]]?
        if try record.flag() {
            var groups: [[RulePayee]] = []
            for _ in 0..<(try record.count()) {
                var group: [RulePayee] = []
                for _ in 0..<(try record.count()) { group.append(RulePayee(try record.text())) }
                groups.append(group)
            }
            order = groups
        }
        let release: Release? = try record.flag() ? try record.release() : nil
        let setsVATAside = try record.flag()
        do throws(SplitRuleError) {
            try self.init(
                code: code, currency: currency, parts: parts, order: order, release: release,
                setsVATAside: setsVATAside)
        } catch {
            throw .field("rule: \(error.key): \(error)")
        }
    }
}

extension RulePart {
    func write(to record: inout RecordWriter) {
        record.text(payee.name)
        record.unsigned(UInt64(basis.rawValue))
        record.flag(vat != nil)
        if let vat { record.vat(vat) }
        record.flag(isPassedThrough)
        record.signed(floor?.minor ?? 0)
        record.signed(cap?.minor ?? 0)
        switch amount {
        case .hours(let rate):
            record.unsigned(1)
            record.signed(rate?.minor ?? 0)
        case .share(let share):
            record.unsigned(2)
            record.share(share)
        case .tiers(let tiers):
            record.unsigned(3)
            record.unsigned(UInt64(tiers.count))
            for tier in tiers {
                record.signed(tier.upTo?.minor ?? 0)
                record.share(tier.share)
            }
        case .fixed(let amount):
            record.unsigned(4)
            record.signed(amount.minor)
        case .perUnit(let amount):
            record.unsigned(5)
            record.signed(amount.minor)
        case .remainder: record.unsigned(6)
        }
    }

    init(from record: inout RecordReader, currency: Currency) throws(RecordError) {
        let payee = RulePayee(try record.text())
        let basis = try record.value("basis") { AmountBasis(rawValue: $0) }
        let vat: VATStatus? = try record.flag() ? try record.vat() : nil
        let isPassedThrough = try record.flag()
        let floor = try Self.optional(&record, currency)
        let cap = try Self.optional(&record, currency)
        self.init(
            payee, try Self.amount(&record, currency), basis: basis, vat: vat,
            isPassedThrough: isPassedThrough, floor: floor, cap: cap)
    }

    /// No amount of a rule is zero, so that zero says none.
    private static func optional(
        _ record: inout RecordReader, _ currency: Currency
    ) throws(RecordError) -> Money? {
        let minor = try record.signed()
        return minor == 0 ? nil : Money(minor: minor, currency)
    }

    private static func amount(
        _ record: inout RecordReader, _ currency: Currency
    ) throws(RecordError) -> RuleAmount {
        switch try record.unsigned() {
        case 1: return .hours(rate: try optional(&record, currency))
        case 2: return .share(try record.share())
        case 3:
            var tiers: [RuleAmount.Tier] = []
            for _ in 0..<(try record.count()) {
                let upTo = try optional(&record, currency)
                tiers.append(RuleAmount.Tier(upTo: upTo, share: try record.share()))
            }
            return .tiers(tiers)
        case 4: return .fixed(Money(minor: try record.signed(), currency))
        case 5: return .perUnit(Money(minor: try record.signed(), currency))
        case 6: return .remainder
        default: throw .field("rule amount")
        }
    }
}
