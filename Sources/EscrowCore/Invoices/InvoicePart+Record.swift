import LedgerCore
import MoneyCore

extension InvoicePart {
    /// - Source: docs/spec/log.md#invoice
    func write(to record: inout RecordWriter) {
        record.id(owner)
        record.unsigned(UInt64(role.rawValue))
        record.unsigned(UInt64(rank))
        record.signed(gross.minor)
        record.signed(net.minor)
        record.flag(vat != nil)
        if let vat { record.vat(vat) }
        record.flag(share != nil)
        if let share {
            record.unsigned(UInt64(share.basis.rawValue))
            record.share(share.share)
        }
    }

    init(from record: inout RecordReader, currency: Currency) throws(RecordError) {
        owner = try record.id()
        role = try record.value("part role") { PartRole(rawValue: $0) }
        rank = try record.value("rank") { $0 }
        gross = Money(minor: try record.signed(), currency)
        net = Money(minor: try record.signed(), currency)
        vat = try record.flag() ? try record.vat() : nil
        if try record.flag() {
            let basis = try record.value("basis") { AmountBasis(rawValue: $0) }
            share = PartShare(try record.share(), of: basis)
        } else {
            share = nil
        }
    }
}
