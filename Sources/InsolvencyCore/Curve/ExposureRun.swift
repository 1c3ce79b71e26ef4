import EscrowCore
public import MoneyCore

/// Follows a book day by day and asks each day what would be lost if the agency filed.
///
/// Each day costs what has changed on it, not what the book holds; with a quota that the waterfall
/// computes, what there are freelancers besides.
///
/// - Source: docs/spec/simulation-curve.md
public struct ExposureRun: Sendable {
    /// A piece of work as it is from a day on; nil where there is none any more.
    ///
    /// Numbers of invoiced work rise in the order of the case.
    public struct Change: Sendable {
        public let item: Int
        public let work: WorkItem?

        public init(item: Int, work: WorkItem?) {
            self.item = item
            self.work = work
        }
    }

    let scenario: Scenario
    let currency: Currency
    let clients: [String]
    let freelancers: [String]
    /// The models with different routings; (e) is routed as (a).
    let routings: [PaymentModel]
    private let places: [String: Int]
    var items: [Int: ExposureItem] = [:]
    /// Per routing and freelancer.
    var sums: [[ItemPart]]
    var givenBack: [[ExposureItem.GivenBack]]
    /// Per freelancer, what a trust that covers all gives.
    var released: [Pooled.Released]
    var performed: [Int64]
    var trust: TrustPosition
    /// Work with money in the trust.
    var inTrust: Set<Int> = []
    private var due: [Day: Set<Int>] = [:]
    /// Freelancers whose loss may have changed.
    var touched: Set<Int>
    var wasShort = false
    var record: ExposureRecord

    /// - Throws: what the one-day simulation refuses of a scenario and a book.
    public init(
        _ scenario: Scenario, currency: Currency, clients: [String], freelancers: [String]
    ) throws(SimulationError) {
        self.scenario = scenario
        self.currency = currency
        self.clients = clients
        self.freelancers = freelancers
        let routings = scenario.models.map { $0 == .hedged ? .standard : $0 }
        self.routings = PaymentModel.allCases.filter(routings.contains)
        let places = Dictionary(
            freelancers.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        self.places = places
        var start = freelancers.map { _ in ItemPart() }
        for (freelancer, amount) in scenario.habit.oldClaims {
            guard let place = places[freelancer] else {
                throw .unknownParty(key: "habit.oldClaims", code: freelancer)
            }
            start[place].exposure = amount.minor
            start[place].claim = amount.minor
        }
        sums = self.routings.map { _ in start }
        givenBack = self.routings.map { _ in freelancers.map { _ in .init() } }
        released = freelancers.map { _ in .init() }
        performed = freelancers.map { _ in 0 }
        trust = .empty(currency)
        touched = Set(freelancers.indices)
        record = ExposureRecord(models: scenario.models, freelancers: freelancers.count)
        guard currency == scenario.currency else {
            throw .currencyMismatch(caseFile: currency, scenario: scenario.currency)
        }
        for code in scenario.clientRisks.keys.sorted() where !clients.contains(code) {
            throw .unknownParty(key: "clients", code: code)
        }
    }

    /// Takes what changed on a day, and notes the day if it is to be shown.
    ///
    /// - Parameters:
    ///   - day: Later than all before it; no day with changes is left out.
    ///   - changes: What is other than the day before; more than one of the same work in their order.
    ///   - trust: The trust's own figures at the end of the day.
    ///   - isShown: Whether the day is part of the curve.
    /// - Throws: what the one-day simulation of that day throws.
    public mutating func take(
        _ day: Day, _ changes: [Change], trust: TrustPosition, isShown: Bool
    ) throws(SimulationError) {
        let context = try FilingContext(scenario, filingDay: day)
        self.trust = trust
        for change in changes {
            remove(change.item)
            guard let work = change.work else { continue }
            add(change.item, work, context)
            for turning in ExposureItem.turningDays(work, context) {
                due[turning, default: []].insert(change.item)
            }
        }
        for item in due.removeValue(forKey: day) ?? [] {
            guard let work = items[item]?.work else { continue }
            remove(item)
            add(item, work, context)
        }
        if let expiry = scenario.puts?.expiry, day == expiry.adding(days: 1) {
            touched.formUnion(freelancers.indices)
        }
        record.see(changes.compactMap(\.work))
        guard isShown else { return }
        try note(context)
    }

    private mutating func add(_ key: Int, _ work: WorkItem, _ context: FilingContext) {
        guard let place = places[work.freelancer] else { return }
        let item = ExposureItem(work, place, routings, context)
        items[key] = item
        for (routing, part) in item.parts.enumerated() { sums[routing][place] += part }
        for (routing, part) in item.givenBack.enumerated() { givenBack[routing][place] += part }
        performed[place] += item.world.freelancerGross
        touched.insert(place)
        guard let pooled = pooled(item), pooled.freelancer > 0 || pooled.agency > 0 else { return }
        released[place] += covered(pooled)
        inTrust.insert(key)
    }

    private mutating func remove(_ key: Int) {
        guard let item = items.removeValue(forKey: key) else { return }
        for (routing, part) in item.parts.enumerated() { sums[routing][item.place] -= part }
        for (routing, part) in item.givenBack.enumerated() {
            givenBack[routing][item.place] -= part
        }
        performed[item.place] -= item.world.freelancerGross
        touched.insert(item.place)
        guard inTrust.remove(key) != nil, let pooled = pooled(item) else { return }
        released[item.place] -= covered(pooled)
    }

    /// What a piece of work has in the trust; nil unless (d) is asked for.
    func pooled(_ item: ExposureItem) -> Pooled? {
        guard let routing = routings.firstIndex(of: .trust) else { return nil }
        return Pooled(
            place: item.place, item: item.world, freelancer: item.parts[routing].inTrust,
            agency: item.parts[routing].agencyInTrust)
    }

    /// What a trust that lacks nothing gives; under G3 it gives nothing.
    private func covered(_ pooled: Pooled) -> Pooled.Released {
        let grade = scenario.trust.grade
        let given = grade == .quotaOnly ? 0 : pooled.freelancer
        return pooled.released(given, grade, scenario.trust)
    }

    /// The curve of all days that were shown.
    ///
    /// - Returns: Nil if none was.
    public func curve(head: CaseFile.BookHead, isSample: Bool) -> ExposureCurve? {
        record.curve(
            head: head, isSample: isSample, scenario: scenario, currency: currency,
            freelancers: freelancers, performed: performed)
    }
}
