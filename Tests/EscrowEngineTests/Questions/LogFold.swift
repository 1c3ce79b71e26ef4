import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// The slow second opinion: every entry of the log, folded anew for each question.
struct LogFold {
    struct Posted {
        let sequence: Int64
        let recordedDay: Day
        let entry: Entry
    }

    private(set) var entries: [Posted] = []
    private(set) var closes: [(sequence: Int64, through: Day)] = []
    private(set) var payouts: [Int64: PayoutID] = [:]
    private(set) var invoices: [InvoiceID: Invoice] = [:]

    init(_ reader: any BookReader) throws {
        for stored in try reader.records(from: 1, limit: 1_000_000) {
            let record = stored.record
            switch try reader.fact(at: record.sequence) {
            case .entry(let entry):
                entries.append(
                    Posted(
                        sequence: record.sequence, recordedDay: record.recordedDay, entry: entry))
            case .close(let close): closes.append((record.sequence, close.through))
            case .bankLine(let fact): payouts[record.sequence] = fact.payout
            case .invoice(let invoice):
                invoices[InvoiceID(sequence: record.sequence)] = invoice
            default: break
            }
        }
    }

    func entries(_ asOf: AsOf) -> [Posted] {
        entries.filter { posted in
            let isBooked = posted.entry.bookingDay <= (asOf.day ?? Day(number: .max))
            let isKnown = posted.recordedDay <= (asOf.knownOn ?? Day(number: .max))
            return isBooked && isKnown
        }
    }

    func isLate(_ posted: Posted) -> Bool {
        closes.contains {
            $0.sequence < posted.sequence && posted.entry.bookingDay <= $0.through
        }
    }

    /// What was booked up to a day behind the first close that reaches it.
    func late(_ asOf: AsOf) -> [Posted] {
        guard let day = asOf.day, let close = closes.first(where: { $0.through >= day }) else {
            return []
        }
        return entries(asOf).filter { $0.sequence > close.sequence }
    }

    /// The sum of lines on the normal side of their accounts.
    static func sum(_ entries: [Posted], _ take: (Entry.Line) -> Bool) -> Int64 {
        entries.flatMap(\.entry.lines).filter(take).reduce(0) {
            $0 + ($1.side == $1.subledger.account.normalSide ? $1.minor : -$1.minor)
        }
    }
}
