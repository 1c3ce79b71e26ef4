import Glibc

/// Computes paths of all models; the same figures for the same paths, whoever computes them.
struct PathKernel: Sendable {
    let plan: PathPlan
    let chance: ChanceSettings
    let numbers: PathNumbers
    let cashDays: [Int]
    private let totals: [Totals]
    private let discount: Double

    /// Sums over freelancers of one model's variants.
    private struct Totals: Sendable {
        let stated: VariantTotal
        let lost: VariantTotal?
        let shares: Double
        let premiums: Double
    }

    init(_ plan: PathPlan, _ chance: ChanceSettings, _ numbers: PathNumbers, cashDays: [Int]) {
        self.plan = plan
        self.chance = chance
        self.numbers = numbers
        self.cashDays = cashDays
        discount = log1p(plan.discountRate) / 365
        totals = plan.models.map { model in
            Totals(
                stated: VariantTotal(model.stated), lost: model.lost.map(VariantTotal.init),
                shares: model.shares.reduce(0, +), premiums: model.premiums.reduce(0, +))
        }
    }

    /// Computes a block of paths in their order.
    func block(_ paths: Range<Int>) -> PathBlock {
        var block = PathBlock(plan, paths: paths.count, cashDays: cashDays.count)
        for path in paths {
            let draw = PathDraw(numbers.uniforms(path), plan, chance)
            for place in plan.models.indices { add(place, draw, to: &block) }
        }
        return block
    }

    private func add(_ place: Int, _ draw: PathDraw, to block: inout PathBlock) {
        let model = plan.models[place]
        let total = totals[place]
        let payoff = max(0, plan.strike - draw.price)
        guard draw.fails else {
            block.add(place, loss: total.premiums, presentLoss: total.premiums)
            for day in cashDays.indices { block.add(place, cash: total.stated.exposure, day) }
            for freelancer in plan.freelancers.indices {
                let loss = model.premiums.isEmpty ? 0 : model.premiums[freelancer]
                block.add(
                    place, freelancer, loss: loss, exposure: model.stated.exposure[freelancer],
                    isAbove: loss > plan.monthly[freelancer])
            }
            return
        }
        let isLost = draw.trust == .lost
        let variant = isLost ? model.lost ?? model.stated : model.stated
        let sum = isLost ? total.lost ?? total.stated : total.stated
        let cash = cash(variant, sum, draw, hedge: total.shares * payoff - total.premiums)
        let atStake = sum.exposure
        block.add(
            place, loss: atStake - cash.reduce(0) { $0 + $1.minor },
            presentLoss: atStake - cash.reduce(0) { $0 + $1.minor * exp(-discount * $1.days) })
        for (row, day) in cashDays.enumerated() {
            let come = cash.reduce(0) { $1.days <= Double(day) ? $0 + $1.minor : $0 }
            block.add(place, cash: come, row)
        }
        addFreelancers(place, model, variant, draw, payoff: payoff, to: &block)
    }

    private struct Cash {
        let days: Double
        let minor: Double
    }

    /// All that comes to all freelancers together, with its day after filing.
    private func cash(
        _ variant: PathVariant, _ sum: VariantTotal, _ draw: PathDraw, hedge: Double
    ) -> [Cash] {
        let clawback = draw.isClawedBack ? sum.clawback : 0
        let release = draw.trust == .delayed ? chance.disputeDays : plan.releaseDays
        var lostOpen = 0.0
        var cash = [
            Cash(days: 0, minor: hedge), Cash(days: Double(release), minor: sum.trust),
            Cash(days: Double(plan.openingDays), minor: sum.setOff),
            Cash(days: Double(plan.repaymentDays), minor: -clawback),
        ]
        for (wave, minor) in variant.waves {
            let lost = minor * draw.lostShares[wave.client]
            lostOpen += lost
            cash.append(Cash(days: days(wave, draw), minor: minor - lost))
        }
        let claim = sum.claim + clawback + (variant.isGuaranteed ? lostOpen : 0)
        cash.append(
            Cash(
                days: Double(plan.openingDays) + 365 * draw.years, minor: draw.quota * claim))
        return cash
    }

    /// By the curve of the clients' payments, as far as it reaches, else by the scenario.
    private func days(_ wave: PathVariant.Wave, _ draw: PathDraw) -> Double {
        let waited = wave.waited ?? 0
        let day = chance.clientPayments?.day(uniform: draw.delays[wave.client], waited: waited)
        return Double(day.map { $0 - waited } ?? wave.days)
    }

    private func addFreelancers(
        _ place: Int, _ model: PathPlan.Model, _ variant: PathVariant, _ draw: PathDraw,
        payoff: Double, to block: inout PathBlock
    ) {
        let anyLost = draw.lostShares.contains { $0 > 0 }
        let openKept = variant.isGuaranteed ? 1 - draw.quota : 1
        for freelancer in plan.freelancers.indices {
            let clawback = draw.isClawedBack ? variant.clawback[freelancer] : 0
            var open = 0.0
            var lostOpen = 0.0
            for position in variant.open[variant.spans[freelancer]] {
                open += position.minor
                if anyLost { lostOpen += position.minor * draw.lostShares[position.client] }
            }
            var loss =
                variant.exposure[freelancer] + clawback - variant.trust[freelancer]
                - variant.setOff[freelancer] - open + lostOpen * openKept
                - draw.quota * (variant.claim[freelancer] + clawback)
            if !model.shares.isEmpty {
                loss += model.premiums[freelancer] - model.shares[freelancer] * payoff
            }
            block.add(
                place, freelancer, loss: loss, exposure: model.stated.exposure[freelancer],
                isAbove: loss > plan.monthly[freelancer])
        }
    }
}

/// Sums of a variant over all freelancers.
struct VariantTotal: Sendable {
    let exposure: Double
    let claim: Double
    let trust: Double
    let setOff: Double
    let clawback: Double

    init(_ variant: PathVariant) {
        exposure = variant.exposure.reduce(0, +)
        claim = variant.claim.reduce(0, +)
        trust = variant.trust.reduce(0, +)
        setOff = variant.setOff.reduce(0, +)
        clawback = variant.clawback.reduce(0, +)
    }
}

/// What a block of paths gave, in the order of its paths.
struct PathBlock: Sendable {
    /// Per model, one figure for each path.
    private(set) var losses: [[Double]]
    private(set) var presentLosses: [[Double]]
    /// Per model and day, one figure for each path.
    private(set) var cash: [[[Double]]]
    /// Per model and freelancer, sums of the loss less the exposure, its squares, and how often the
    /// loss was above a month's pay.
    private(set) var sums: [[Double]]
    private(set) var squares: [[Double]]
    private(set) var above: [[Int]]

    init(_ plan: PathPlan, paths: Int, cashDays: Int) {
        let models = plan.models
        let zeros = [Double](repeating: 0, count: plan.freelancers.count)
        losses = models.map { _ in [] }
        presentLosses = models.map { _ in [] }
        cash = models.map { _ in [[Double]](repeating: [], count: cashDays) }
        sums = models.map { _ in zeros }
        squares = models.map { _ in zeros }
        above = models.map { _ in zeros.map { _ in 0 } }
        for place in models.indices {
            losses[place].reserveCapacity(paths)
            presentLosses[place].reserveCapacity(paths)
        }
    }

    mutating func add(_ model: Int, loss: Double, presentLoss: Double) {
        losses[model].append(loss)
        presentLosses[model].append(presentLoss)
    }

    mutating func add(_ model: Int, cash minor: Double, _ day: Int) {
        cash[model][day].append(minor)
    }

    mutating func add(
        _ model: Int, _ freelancer: Int, loss: Double, exposure: Double, isAbove: Bool
    ) {
        let change = loss - exposure
        sums[model][freelancer] += change
        squares[model][freelancer] += change * change
        if isAbove { above[model][freelancer] += 1 }
    }

    /// Adds the block that follows.
    mutating func append(_ next: PathBlock) {
        for model in losses.indices {
            losses[model] += next.losses[model]
            presentLosses[model] += next.presentLosses[model]
            for day in cash[model].indices { cash[model][day] += next.cash[model][day] }
            for place in sums[model].indices {
                sums[model][place] += next.sums[model][place]
                squares[model][place] += next.squares[model][place]
                above[model][place] += next.above[model][place]
            }
        }
    }
}
