extension Model {
    struct Dispute {
        let number: String
        let line: Int
        let part: Int
        /// Not decided yet.
        var open: Int64
    }

    /// Of what is here and what is to come, so much can be disputed; tax that is set aside cannot.
    func disputable(_ number: String, _ line: Int, _ part: Int) -> Int64 {
        guard let invoice = invoices[number] else { return 0 }
        let part = invoice.lines[line].parts[part]
        guard part.disputed == 0 else { return 0 }
        return standing(part.owner, invoice.source(line), without: 2400)
            .reduce(part.expected) { $0 + $1.amount }
    }

    /// J8: what is here is frozen, what comes is frozen when it comes.
    mutating func dispute(_ id: Int64, _ number: String, _ line: Int, _ part: Int, _ amount: Int64)
    {
        guard let invoice = invoices[number] else { return }
        let (owner, source) = (invoice.lines[line].parts[part].owner, invoice.source(line))
        let taken = Self.take(amount, from: standing(owner, source, without: 2400)).taken
        withdrawPlans(reserving: taken)
        move(taken) { $0.on(2600) }
        invoices[number]?.lines[line].parts[part].disputed = amount
        disputes[id] = Dispute(number: number, line: line, part: part, open: amount)
    }

    /// J8 for the client: first what is to come goes off, then what is frozen becomes refundable.
    ///
    /// - Returns: Whether so much of it is still frozen or expected; else nothing changes.
    mutating func decideForClient(_ id: Int64, _ amount: Int64) -> Bool {
        guard let dispute = disputes[id], let invoice = invoices[dispute.number] else {
            return false
        }
        let part = invoice.lines[dispute.line].parts[dispute.part]
        let source = invoice.source(dispute.line)
        let frozen = has(2600, part.owner, source)
        let memo = min(amount, part.expected, max(0, dispute.open - frozen))
        guard amount - memo <= frozen else { return false }
        let taken = Self.take(amount - memo, from: everywhere(2600, part.owner, source)).taken
        withdrawPlans(reserving: taken)
        move(
            memo, debit: Place(Self.accounts(part.owner).expected, part.owner, source),
            credit: Place(9000, invoice.client, source))
        move(taken) { Place(2300, invoice.client, source, at: $0.bank) }
        invoices[dispute.number]?.lines[dispute.line].parts[dispute.part].whole -= amount
        invoices[dispute.number]?.lines[dispute.line].parts[dispute.part].has -= amount - memo
        forClients[dispute.number, default: 0] += amount
        end(id, amount)
        return true
    }

    /// J9 or J10; held while the release waits for anything but somebody's word.
    mutating func decideForParty(_ id: Int64, _ amount: Int64) {
        guard let dispute = disputes[id], let invoice = invoices[dispute.number] else { return }
        let owner = invoice.lines[dispute.line].parts[dispute.part].owner
        let (source, accounts) = (invoice.source(dispute.line), Self.accounts(owner))
        let waits =
            hasNotFinal(dispute.number) || (owner == Self.agency && shortfall > 0)
        let taken = Self.take(amount, from: everywhere(2600, owner, source)).taken
        withdrawPlans(reserving: taken)
        move(taken) { $0.on(waits ? accounts.held : accounts.available) }
        end(id, amount)
        if invoice.soldOn != nil { meetPremiums(of: owner, shop: invoice.client) }
    }

    private mutating func end(_ id: Int64, _ amount: Int64) {
        guard let dispute = disputes[id] else { return }
        disputes[id]?.open -= amount
        invoices[dispute.number]?.lines[dispute.line].parts[dispute.part].disputed -= amount
    }
}
