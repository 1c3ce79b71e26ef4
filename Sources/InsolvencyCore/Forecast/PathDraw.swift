/// What one path draws, each figure from a uniform figure of its own.
struct PathDraw: Sendable {
    /// What becomes of the trust's grade.
    enum Trust: Hashable, Sendable {
        case stated
        /// Disputed, and won in the end.
        case delayed
        /// Disputed and lost: as G3.
        case lost
    }

    /// Figures before those of the clients, of which each has two.
    private static let common = 6

    let fails: Bool
    let quota: Double
    let years: Double
    let isClawedBack: Bool
    let trust: Trust
    let price: Double
    /// Per client, the part of open money that is lost.
    let lostShares: [Double]
    /// Per client, how late it pays.
    let delays: [Double]

    static func count(clients: Int) -> Int { common + 2 * clients }

    init(_ uniforms: [Double], _ plan: PathPlan, _ chance: ChanceSettings) {
        quota = chance.quota.draw(uniforms[0])
        years = chance.years.draw(uniforms[1])
        isClawedBack = uniforms[2] < chance.challenged * chance.won
        trust =
            uniforms[3] < chance.disputed * chance.lost
            ? .lost : uniforms[3] < chance.disputed ? .delayed : .stated
        price = chance.sharePrice?.draw(uniforms[4]) ?? plan.statedPrice
        let filing = chance.filing
        fails =
            filing.map { uniforms[5] < $0.curve.defaultProbability(to: $0.horizonDays) } ?? true
        lostShares = plan.risks.indices.map { client in
            let risk = plan.risks[client]
            let isDefault = uniforms[Self.common + 2 * client] < risk.defaultProbability.value
            return isDefault ? risk.lossGivenDefault.value : 0
        }
        delays = plan.risks.indices.map { uniforms[Self.common + 2 * $0 + 1] }
    }
}

/// The uniform figures of every path: counted, or of points that fill the cube evenly.
struct PathNumbers: Sendable {
    private let philox: Philox
    /// One scrambling per replicate; none for counted numbers.
    private let points: [SobolSequence]
    private let pathsPerReplicate: Int
    private let count: Int

    init(_ settings: PathSettings, count: Int) throws(EstimateError) {
        self.count = count
        philox = Philox(seed: settings.seed)
        switch settings.numbers {
        case .counted:
            points = []
            pathsPerReplicate = settings.paths
        case .even(let replicates):
            var seeds = SplitMix64(seed: settings.seed)
            var points: [SobolSequence] = []
            for _ in 0..<replicates {
                points.append(
                    try SobolSequence(
                        dimension: min(count, SobolSequence.dimensionLimit),
                        scrambleSeed: seeds.next()))
            }
            self.points = points
            pathsPerReplicate = settings.paths / replicates
        }
    }

    /// Figures of one path; those beyond the points' dimensions are counted.
    func uniforms(_ path: Int) -> [Double] {
        guard !points.isEmpty else { return philox.uniforms(path: UInt64(path), count: count) }
        let even = points[path / pathsPerReplicate].point(UInt64(path % pathsPerReplicate))
        guard even.count < count else { return even }
        return even + philox.uniforms(path: UInt64(path), count: count - even.count)
    }
}
