import EscrowCore
import InsolvencyCore
import LedgerCore
import MoneyCore

/// What a book's log says of each day: the work, invoices and money of a case as they change.
///
/// What a case of one day would hold is built from changes alone, in the same order as from the log.
struct CaseHistory {
    /// Terms and codes, which hold for all days, and the state of the day that the history is at.
    private(set) var gathering: CaseGathering
    private var lines: [Line] = []
    private var places: [InvoiceLineID: Int] = [:]
    private var hours: [EngagementID: [Day: [Worked]]] = [:]
    private var days: [Day: Changes] = [:]
    private var open: [EngagementID: [Day: Open]] = [:]
    private var shown: [EngagementID: Int] = [:]

    private struct Line {
        let facts: CaseGathering.LineFacts
        /// In the order of the log.
        var movements: [CaseGathering.LineMovement] = []
    }

    private struct Worked {
        let seconds: Int64
        /// The first day of an invoice that bills it; nil for none.
        var billedOn: Day?
    }

    /// Hours of one day that are not billed, and how many records they come from.
    private struct Open {
        var seconds: Int64 = 0
        var records = 0
    }

    private struct Changes {
        var lines: Set<Int> = []
        var hours: [(engagement: EngagementID, day: Day, seconds: Int64, records: Int)] = []
        var balances: [Account: Int64] = [:]
    }

    init(currency: Currency) {
        gathering = CaseGathering(filingDay: Day(number: 0), currency: currency)
    }

    /// The first day on which anything happened; nil for none.
    var firstDay: Day? { days.keys.min() }

    mutating func take(_ fact: Fact, _ sequence: Int64) {
        switch fact {
        case .party, .engagement, .rule: gathering.take(fact, sequence)
        case .hours(let worked):
            hours[worked.engagement, default: [:]][worked.day, default: []].append(
                Worked(seconds: worked.hours.seconds))
        case .invoice(let invoice): take(invoice, InvoiceID(sequence: sequence))
        case .entry(let entry): take(entry)
        default: break
        }
    }

    private mutating func take(_ invoice: EscrowCore.Invoice, _ id: InvoiceID) {
        for (lineID, facts) in CaseGathering.lines(of: invoice, id) {
            let place = lines.count
            places[lineID] = place
            lines.append(Line(facts: facts))
            let line = facts.line
            let agreedOn = gathering.spans[line.engagement]?.compactMap(\.routingAgreedOn) ?? []
            for day in [invoice.day, line.from, line.to] + agreedOn where day >= invoice.day {
                days[day, default: Changes()].lines.insert(place)
            }
            for day in hours[line.engagement]?.keys.filter({ line.from <= $0 && $0 <= line.to })
                ?? []
            {
                bill(line.engagement, day, invoice.day)
            }
        }
    }

    private mutating func bill(_ engagement: EngagementID, _ day: Day, _ invoiced: Day) {
        guard let worked = hours[engagement]?[day] else { return }
        hours[engagement]?[day] = worked.map { record in
            var record = record
            record.billedOn = min(record.billedOn ?? invoiced, invoiced)
            return record
        }
    }

    private mutating func take(_ entry: Entry) {
        for line in entry.lines {
            days[entry.bookingDay, default: Changes()]
                .balances[line.subledger.account, default: 0] += line.grown
            guard let id = line.subledger.source.invoiceLine, let place = places[id],
                let movement = CaseGathering.LineMovement(line, entry)
            else { continue }
            lines[place].movements.append(movement)
            days[entry.bookingDay, default: Changes()].lines.insert(place)
        }
    }

    /// Puts hours on the days on which they come and are billed; once, after the last fact.
    mutating func finish() {
        for (engagement, worked) in hours {
            for (day, records) in worked {
                for record in records where record.billedOn.map({ $0 > day }) ?? true {
                    days[day, default: Changes()].hours.append(
                        (engagement, day, record.seconds, 1))
                    guard let billedOn = record.billedOn else { continue }
                    days[billedOn, default: Changes()].hours.append(
                        (engagement, day, -record.seconds, -1))
                }
            }
        }
        hours = [:]
    }

    /// Goes on to a day and says what is other than the day before.
    ///
    /// Days are asked for in their order, none left out.
    mutating func changes(on day: Day) throws(CaseFileError) -> [ExposureRun.Change] {
        gathering.filingDay = day
        guard let today = days.removeValue(forKey: day) else { return [] }
        for (account, grown) in today.balances { gathering.balances[account, default: 0] += grown }
        var changes: [ExposureRun.Change] = []
        for place in today.lines.sorted() where lines[place].facts.invoice.day <= day {
            var facts = lines[place].facts
            for movement in lines[place].movements where movement.day <= day {
                facts.take(movement)
            }
            changes.append(ExposureRun.Change(item: place, work: try gathering.invoiced(facts)))
        }
        var engagements: Set<EngagementID> = []
        for change in today.hours {
            engagements.insert(change.engagement)
            var open = open[change.engagement]?[change.day] ?? Open()
            open.seconds += change.seconds
            open.records += change.records
            self.open[change.engagement, default: [:]][change.day] = open.records > 0 ? open : nil
        }
        for engagement in engagements.sorted() { changes += try unbilled(engagement) }
        return changes
    }

    /// Work that no invoice has billed, numbered below zero.
    private mutating func unbilled(
        _ engagement: EngagementID
    ) throws(CaseFileError) -> [ExposureRun.Change] {
        gathering.unbilled[engagement] = open[engagement]?.mapValues(\.seconds)
        let items = try gathering.uninvoiced(engagement)
        let before = shown.updateValue(items.count, forKey: engagement) ?? 0
        return (0..<max(before, items.count)).map { place in
            ExposureRun.Change(
                item: -Int(engagement.sequence) * 4096 - place,
                work: place < items.count ? items[place] : nil)
        }
    }
}
