import EscrowCore
package import LedgerCore
import MoneyCore

extension Engine {
    /// Takes days of sales back that were recorded wrongly, the newest first (J28c).
    ///
    /// - Source: docs/spec/sales.md#taken-back
    package func reverseSales(
        _ numbers: [String], reason: String, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            var days: [(id: InvoiceID, sales: SalesDay)] = []
            for number in Set(numbers) {
                let row = try draft.writer.knownInvoice(number: number)
                guard case .sale(let sales)? = try draft.fact(at: row.id.sequence) else {
                    throw Refusal(
                        "sale.unknown", "\(number) is an invoice, no day of sales",
                        remedy: "credit an invoice with `ringfence invoice credit issue \(number)`")
                }
                days.append((row.id, sales))
            }
            var back = PremiumsBack()
            for day in days.sorted(by: { $0.id > $1.id }) {
                try draft.checkReversal(of: day.sales, day.id)
                let (falls, withdrawn) = try draft.reverse(day.sales, day.id, reason)
                back.add(falls, withdrawn)
            }
            for day in days.sorted(by: { $0.id > $1.id }) {
                for producer in day.sales.producers {
                    let met = try draft.meetPremiums(of: producer, shop: day.sales.client)
                    back.add(met.falls, met.withdrawn)
                }
            }
            let currency = draft.book.currency
            let what = back.sentence(currency).map { ": \($0)" } ?? ""
            let names = days.map(\.sales.number).sorted().joined(separator: ", ")
            return Answer(
                "Took \(names) back\(what). The right file can be imported; the same file once more with --key.",
                values: [Answer.Value(name: "sales", text: names)] + back.values(currency))
        }
    }
}

extension Draft {
    /// What stands in the way of taking a day of sales back.
    fileprivate mutating func checkReversal(of sales: SalesDay, _ id: InvoiceID) throws {
        guard try !writer.isReversed(id) else {
            throw Refusal(
                "sale.reversed", "\(sales.number) was taken back already",
                remedy: "see `ringfence sale list`")
        }
        var decided: Int64 = 0
        for number in sales.lines.indices.map({ $0 + 1 }) {
            let line = InvoiceLineID(invoice: id, number: number)
            let disputes = try writer.rows(
                DisputeRow.self,
                Selection(index: "disputeByPart", equals: [.integer(line.sequence)]))
            guard !disputes.contains(where: { $0.open > 0 }) else {
                throw Refusal(
                    "sale.disputed", "a part of \(sales.number) is disputed",
                    remedy: "decide it first, see `ringfence dispute list`")
            }
            decided += disputes.reduce(0) { $0 + $1.forClient }
        }
        let back = try returns(of: sales, id)
        let here = try contracts(of: sales, id, withWrittenOff: true).reduce(0, +)
        let own = back.reduce(Int64(0)) { $0 + $1.contract(of: id) }
        guard sales.total.minor - decided - own == here else {
            throw Refusal(
                "sale.later", "what came back later was taken from \(sales.number)",
                remedy:
                    "take the later days of this shop back with it, in one command, then import the right files again"
            )
        }
        for case .carried(let place) in back {
            // What met it on behalf of this day goes back with it.
            let met = back.filter { $0.claim == place.subledger }.reduce(0) { $0 + $1.minor }
            guard try balance(place.subledger) + met < place.amount else { continue }
            throw Refusal(
                "sale.carried",
                "what came back with \(sales.number) was met by later sales or by the producer",
                remedy:
                    "take the later days of this shop back first, or record the difference as a supplement"
            )
        }
    }

    /// The falls of a day of sales: those that it was recorded with, and what met them since.
    private mutating func returns(of sales: SalesDay, _ id: InvoiceID) throws -> [PremiumFall] {
        try tables.postings.flush(&writer)
        var sequences: Set<Int64> = []
        for producer in sales.producers {
            for posting in try writer.rows(
                PostingRow.self,
                Selection(
                    equals: [.integer(producer.sequence)], from: .integer(Int64(sales.day.number))))
            { sequences.insert(posting.sequence) }
        }
        return try sequences.sorted().compactMap { sequence in
            guard case .entry(let entry)? = try fact(at: sequence), entry.evidence == id.sequence
            else { return nil }
            return PremiumFall(entry)
        }
    }

    /// Gives what came back on the day to whom it was taken from, then takes off all that was sold.
    fileprivate mutating func reverse(
        _ sales: SalesDay, _ id: InvoiceID, _ reason: String
    ) throws -> (falls: [PremiumFall], withdrawn: [PlanID]) {
        var refundable: [Subledger: Int64] = [:]
        // What met a claim goes back before the claim does.
        let again = try returns(of: sales, id).reversed().flatMap {
            try givenAgain($0, shop: sales.client, &refundable)
        }
        let own = again.reduce(Int64(0)) { $0 + $1.contract(of: id) }
        var withdrawn = try withdrawPlans(
            reserving: again.here.map {
                Standing.Place(
                    Subledger(
                        .clientRefundable, bank: $0.subledger.bank, owner: sales.client,
                        source: $0.subledger.source), $0.amount)
            })
        let left = try contracts(of: sales, id)
        let amount = Money(minor: left.reduce(own) { $0 + $1 }, book.currency)
        let record = try append(
            .salesReversal(SalesReversal(sales: id, amount: amount, reason: reason)))
        for fall in again {
            try append(
                .entry(
                    try Entry.premiumGivenAgain(
                        fall, shop: sales.client, record: record, on: header.recordedDay,
                        in: book.currency)))
        }
        let falls = try soldFalls(sales, id)
        withdrawn += try withdrawPlans(reserving: falls.here)
        if !falls.isEmpty {
            try append(
                .entry(
                    try Entry.salesReversed(
                        falls, shop: sales.client, record: record, on: header.recordedDay,
                        in: book.currency)))
        }
        return (falls, withdrawn)
    }

    /// What of a return can be given again as it was taken: what was refunded to the shop since, the
    /// shop owes again.
    private mutating func givenAgain(
        _ fall: PremiumFall, shop: PartyID, _ refundable: inout [Subledger: Int64]
    ) throws -> [PremiumFall] {
        let place: Standing.Place
        switch fall {
        case .expected, .carried, .met: return [fall]
        case .here(let taken), .covered(let taken, _): place = taken
        }
        let source = Subledger(
            .clientRefundable, bank: place.subledger.bank, owner: shop,
            source: place.subledger.source)
        let there = try refundable[source] ?? balance(source)
        let still = Standing.Place(place.subledger, min(place.amount, there))
        refundable[source] = there - still.amount
        let owed = Standing.Place(
            place.subledger.moved(to: .expectedProducer), place.amount - still.amount)
        let both: [PremiumFall] =
            if let claim = fall.claim {
                [.covered(still, carried: claim), .met(owed, carried: claim)]
            } else {
                [.here(still), .expected(owed)]
            }
        return both.filter { $0.minor > 0 }
    }

    /// What is left of each line's part, less what was written off.
    private mutating func contracts(
        of sales: SalesDay, _ id: InvoiceID, withWrittenOff: Bool = false
    ) throws -> [Int64] {
        try sales.lines.enumerated().map { index, line in
            let key = PartRow.Key(
                line: InvoiceLineID(invoice: id, number: index + 1), owner: line.part.owner)
            let row = try tables.parts.row(key, writer)
            return (row?.contract ?? 0) - (withWrittenOff ? 0 : row?.writtenOff ?? 0)
        }
    }

    /// Where all that was sold stands: expected, here, or paid out.
    private mutating func soldFalls(_ sales: SalesDay, _ id: InvoiceID) throws -> [PremiumFall] {
        var falls: [PremiumFall] = []
        let contracts = try contracts(of: sales, id)
        for (index, line) in sales.lines.enumerated() where contracts[index] > 0 {
            let lineID = InvoiceLineID(invoice: id, number: index + 1)
            let expected = try expectation(of: line.part, lineID, bank: sales.bank)
            var places = PremiumPlaces(
                expected: Standing([expected]),
                here: try standing(of: line.part.owner, line: lineID))
            falls += places.fall(
                contracts[index],
                carrier: expected.subledger.moved(to: .dueFromPartyCreditNote))
        }
        return falls
    }
}

extension PremiumFall {
    /// What it takes off a day's own lines.
    func contract(of day: InvoiceID) -> Int64 {
        switch self {
        case .expected(let place), .here(let place), .met(let place, _), .covered(let place, _):
            place.subledger.source.invoiceLine?.invoice == day ? place.amount : 0
        case .carried: 0
        }
    }
}

extension BookReader {
    /// Whether a day of sales was taken back.
    package func isReversed(_ sales: InvoiceID) throws -> Bool {
        try facts(about: sales).contains { $0.kind == .salesReversal }
    }
}
