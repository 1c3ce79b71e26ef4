/// What many paths say, per model; amounts are estimates in minor units.
///
/// - Source: docs/spec/simulation-chance.md#monte-carlo
public struct Forecast: Hashable, Sendable {
    public let settings: PathSettings
    /// In the order of the scenario.
    public let models: [ModelForecast]

    init(_ block: PathBlock, _ plan: PathPlan, _ settings: PathSettings) throws(EstimateError) {
        self.settings = settings
        var models: [ModelForecast] = []
        for place in plan.models.indices {
            models.append(try ModelForecast(place, block, plan, settings))
        }
        self.models = models
    }

    public func forecast(of model: PaymentModel) -> ModelForecast? {
        models.first { $0.model == model }
    }
}

/// One model's losses of all freelancers together, and of each.
public struct ModelForecast: Hashable, Sendable {
    /// One freelancer's losses.
    public struct Freelancer: Hashable, Sendable {
        public let freelancer: String
        public let meanLoss: Double
        public let meanError: Double
        public let deviation: Double
        /// How likely more than one month's pay is lost, and between what bounds that is at 95 %.
        public let monthLost: Double
        public let monthLostInterval: ProbabilityInterval
    }

    /// An estimate after so many paths.
    public struct Convergence: Hashable, Sendable {
        public let paths: Int
        public let mean: Double
        public let meanError: Double
    }

    /// What has come by a day, by the share of paths that have at most so much.
    public struct CashFan: Hashable, Sendable {
        public let day: Int
        /// At 5, 25, 50, 75 and 95 %.
        public let quantiles: [Double]
    }

    public let model: PaymentModel
    public let loss: LossEstimate
    /// Exposure less the present value of all that comes.
    public let presentLoss: LossEstimate
    /// In the order of the case.
    public let freelancers: [Freelancer]
    /// After 64 paths, then after twice as many, and after all.
    public let convergence: [Convergence]
    public let cash: [CashFan]

    init(
        _ place: Int, _ block: PathBlock, _ plan: PathPlan, _ settings: PathSettings
    ) throws(EstimateError) {
        model = plan.models[place].model
        loss = try LossEstimate(block.losses[place], settings)
        presentLoss = try LossEstimate(block.presentLosses[place], settings)
        convergence = Self.convergence(block.losses[place])
        var fans: [CashFan] = []
        for (row, day) in settings.cashDays.enumerated() {
            let sample = try LossSample(block.cash[place][row])
            fans.append(
                CashFan(
                    day: day, quantiles: [0.05, 0.25, 0.5, 0.75, 0.95].map(sample.valueAtRisk)))
        }
        cash = fans
        let count = settings.paths
        var freelancers: [Freelancer] = []
        for (index, code) in plan.freelancers.enumerated() {
            let change = block.sums[place][index] / Double(count)
            let squares = block.squares[place][index] / Double(count)
            let scale = Double(count) / Double(max(1, count - 1))
            let deviation = max(0, (squares - change * change) * scale).squareRoot()
            let above = block.above[place][index]
            freelancers.append(
                Freelancer(
                    freelancer: code,
                    meanLoss: plan.models[place].stated.exposure[index] + change,
                    meanError: StandardError.mean(deviation: deviation, count: count),
                    deviation: deviation, monthLost: Double(above) / Double(count),
                    monthLostInterval: try ProbabilityInterval.wilson(
                        hits: above, of: count, level: 0.95)))
        }
        self.freelancers = freelancers
    }

    private static func convergence(_ losses: [Double]) -> [Convergence] {
        var points: [Convergence] = []
        // About the first loss, so that equal losses have no variance at all.
        let base = losses.first ?? 0
        var (sum, squares, next) = (0.0, 0.0, 64)
        for (place, loss) in losses.enumerated() {
            sum += loss - base
            squares += (loss - base) * (loss - base)
            let count = place + 1
            guard count == next || count == losses.count else { continue }
            let mean = sum / Double(count)
            let variance = max(0, squares / Double(count) - mean * mean)
            points.append(
                Convergence(
                    paths: count, mean: base + mean,
                    meanError: StandardError.mean(
                        deviation: variance.squareRoot(), count: count)))
            next = count == next ? next * 2 : next
        }
        return points
    }
}
