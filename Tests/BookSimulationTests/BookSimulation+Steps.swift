import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import MoneyCore

extension BookSimulation {
    /// A few hours, and their invoice.
    mutating func bill() async throws {
        let client = Int.random(in: 0..<3, using: &random)
        let code = "E-\(client + 1)\(Int.random(in: 1...3, using: &random))"
        let seconds = Int64.random(in: 60...30_000, using: &random)
        let day = day
        // No day has more than 24 hours.
        let sum =
            (model.workedOn[code] == day.number ? model.workedSeconds[code] ?? 0 : 0) + seconds
        let isOpen = model.billedOn[code] != day.number && sum <= 86_400
        let added = try await ask("hours add", code, taken: isOpen) { engine throws(EngineError) in
            try await engine.recordHours(
                [HoursRequest(engagement: code, day: day, hours: Hours(seconds: seconds))],
                SampleBook.call("hours add"))
        }
        if added != nil {
            model.openWork.insert(code)
            model.workedOn[code] = day.number
            model.workedSeconds[code] = sum
        }
        guard Bool.random(using: &random) else { return }
        let before = newest
        let billed = model.openWork.filter { $0.hasPrefix("E-\(client + 1)") }
        _ = try await ask("invoice issue", "", taken: !billed.isEmpty) {
            engine throws(EngineError) in
            try await engine.issueInvoice(
                InvoiceRequest(
                    number: nil, client: Self.clients[client], day: day, through: nil,
                    engagements: []), SampleBook.call("invoice issue"))
        }
        for code in billed { model.billedOn[code] = model.workedOn[code] }
        model.openWork.subtract(billed)
        for (_, fact) in facts(after: before) {
            guard case .invoice(let invoice) = fact else { continue }
            model.issue(modelled(invoice, client: Self.clients[client]))
        }
    }

    /// The invoice's parts are what it says; that they are right is tested elsewhere.
    private func modelled(_ invoice: Invoice, client: String) -> Model.Invoice {
        Model.Invoice(
            number: invoice.number, client: client,
            lines: invoice.lines.map { line in
                let freelancer = codes[line.freelancer] ?? "?"
                let order: [Int] =
                    switch line.policy {
                    case .proRata: []
                    case .freelancerFirst: [0, 1]
                    case .agencyFirst: [1, 0]
                    }
                return Model.Line(
                    parts: [
                        Model.Part(owner: freelancer, whole: line.freelancerGross.minor, has: 0),
                        Model.Part(owner: Model.agency, whole: line.agencyMinor, has: 0),
                    ], order: order, isHeld: line.release == .held, net: line.net.minor,
                    gross: line.gross.minor)
            }, reference: invoice.reference.description)
    }

    mutating func match() async throws {
        let waiting = model.receipts.filter { $0.value.open > 0 }.keys.sorted()
        guard let id = waiting.randomElement(using: &random) ?? model.receipts.keys.min(),
            let receipt = model.receipts[id],
            let number = model.invoiceOrder.randomElement(using: &random)
        else { return }
        let amount: Int64? =
            Bool.random(using: &random)
            ? nil : Int64.random(in: 0...(receipt.open + 20), using: &random)
        let asked = amount ?? receipt.open
        let isTaken = receipt.open > 0 && asked > 0 && asked <= receipt.open
        let answer = try await ask("receipt match", "\(id) \(number) \(asked)", taken: isTaken) {
            engine throws(EngineError) in
            try await engine.match(
                receipt: BankLineID(sequence: id), to: number,
                amount: amount.map { Money(minor: $0, .eur) }, remembers: false,
                SampleBook.call("receipt match"))
        }
        if answer != nil { model.identify(id, asked, as: number) }
    }

    mutating func topUp() async throws {
        guard let id = model.receipts.keys.sorted().randomElement(using: &random) else { return }
        guard let receipt = model.receipts[id] else { return }
        let isTaken =
            receipt.isAgency && receipt.isFinal && receipt.open > 0
            && (model.sum(1100...1130, at: receipt.bank) > 0
                || model.topUpLimit + model.sum(2800...2800) > 0)
        let answer = try await ask("topup", "\(id)", taken: isTaken) { engine throws(EngineError) in
            try await engine.topUp(
                receipt: BankLineID(sequence: id), SampleBook.call("topup"))
        }
        guard answer != nil else { return }
        let waiting = model.waiting(id)
        let left = model.cure(receipt.open, from: waiting)
        let rest = model.keep(left, from: waiting)
        model.receipts[id]?.open = rest
    }

    mutating func plan() async throws {
        let owners = Self.owners.filter { _ in Bool.random(using: &random) }
        let asked = owners.isEmpty ? Self.owners : owners
        let bank = accounts.randomElement(using: &random) ?? 1
        let payouts = model.payable(asked, at: bank)
        _ = try await plan("payout plan", .entitlements, payouts, payees: owners, from: bank)
    }

    /// Mostly a plan whose next step it is.
    private mutating func randomPlan(_ state: String) -> (Int64, Model.Plan)? {
        let waiting = model.plans.filter { $0.value.state == state }.keys.sorted()
        let isWaiting = Int.random(in: 0..<5, using: &random) > 0 && !waiting.isEmpty
        guard
            let id = (isWaiting ? waiting : model.plans.keys.sorted()).suffix(4)
                .randomElement(using: &random),
            let plan = model.plans[id]
        else { return nil }
        return (id, plan)
    }

    mutating func approve() async throws {
        guard let (id, plan) = randomPlan("planned") else { return }
        try await approve(id, plan)
    }

    mutating func export() async throws {
        guard let (id, plan) = randomPlan("approved") else { return }
        try await export(id, plan)
    }

    /// The next step of the newest plan that can be taken.
    ///
    /// - Returns: Whether there is one.
    mutating func goOn() async throws -> Bool {
        let open = model.plans.filter { id, plan in
            plan.state == "planned" ? mayApprove(plan) : mayExport(plan, isAgain: false)
        }
        guard let (id, plan) = open.max(by: { $0.key < $1.key }) else { return false }
        try await plan.state == "planned" ? approve(id, plan) : export(id, plan)
        return true
    }

    private func mayApprove(_ plan: Model.Plan) -> Bool {
        plan.state == "planned" && (plan.isConfirmed || model.shortfall == 0)
    }

    private func mayExport(_ plan: Model.Plan, isAgain: Bool) -> Bool {
        // Exporting again answers and posts nothing.
        if plan.state == "exported" { return isAgain }
        let payouts = plan.payouts.compactMap { model.payouts[$0] }
        let amount = payouts.reduce(0) { $0 + $1.amount }
        let sweeps = payouts.contains { $0.owner == Model.agency }
        return plan.state == "approved" && plan.day >= day.number
            && payouts.allSatisfy { amount <= model.sum(1000...1010, at: $0.bank) }
            && payouts.allSatisfy(model.maySend)
            && (model.shortfall == 0 || (plan.isConfirmed && !sweeps))
    }

    private mutating func approve(_ id: Int64, _ plan: Model.Plan) async throws {
        let isRightPerson = Int.random(in: 0..<5, using: &random) > 0
        let isRightFile = Int.random(in: 0..<5, using: &random) > 0
        let row = try await store.read { try $0.row(PlanRow.self, key: [.integer(id)]) }
        let bytes = row?.file ?? []
        guard let right = Digest(bytes) else { return }
        let file = isRightFile ? right : try SHA256Hasher().digest(of: [1])
        let isNamed = plan.isConfirmed && Int.random(in: 0..<5, using: &random) > 0
        let isTaken =
            isRightPerson && isRightFile && isNamed == plan.isConfirmed && mayApprove(plan)
        let total = Money(
            minor: plan.payouts.compactMap { model.payouts[$0]?.amount }.reduce(0, +), .eur)
        let actor = isRightPerson ? SampleBook.approver : SampleBook.clerk
        let answer = try await ask("payout approve", "\(id)", taken: isTaken) {
            engine throws(EngineError) in
            try await engine.approvePayout(
                PlanID(sequence: id), file: file, confirmed: isNamed ? total : nil,
                CommandCall("payout approve", by: actor, as: .approver))
        }
        if answer != nil { model.plans[id]?.state = "approved" }
    }

    private mutating func export(_ id: Int64, _ plan: Model.Plan) async throws {
        let answer = try await ask(
            "payout export", "\(id)", taken: mayExport(plan, isAgain: true)
        ) { engine throws(EngineError) in
            try await engine.exportPayout(
                PlanID(sequence: id), SampleBook.call("payout export"))
        }
        if answer != nil, plan.state == "approved" { model.export(id) }
    }

    mutating func withdraw() async throws {
        guard let (id, plan) = randomPlan("planned") else { return }
        let isTaken = plan.state == "planned" || plan.state == "approved"
        let answer = try await ask("payout withdraw", "\(id)", taken: isTaken) {
            engine throws(EngineError) in
            try await engine.withdrawPayout(
                PlanID(sequence: id), SampleBook.call("payout withdraw"))
        }
        guard answer != nil else { return }
        model.giveUp(id)
    }

    mutating func release() async throws {
        let owner = Self.owners.randomElement(using: &random) ?? Model.agency
        guard let number = model.invoiceOrder.randomElement(using: &random),
            let invoice = model.invoices[number]
        else { return }
        let held = invoice.lines.indices.flatMap { model.releasable(owner, invoice.source($0)) }
            .reduce(0) { $0 + $1.amount }
        let isTaken = held > 0 && !(owner == Model.agency && model.shortfall > 0)
        let answer = try await ask("payout release", "\(owner) \(number)", taken: isTaken) {
            engine throws(EngineError) in
            try await engine.release(
                party: owner, invoice: number, SampleBook.call("payout release"))
        }
        if answer != nil { model.release(owner, number) }
    }
}
