/// Sobol's points: they fill the unit cube more evenly than chance does.
///
/// In the order of the Gray code, with the zero point first; a power of two of them is balanced.
/// Scrambling permutes the digits of each dimension by a hash of the digits above (Owen), so that
/// the points stay even and their mean has no bias, and another seed gives an independent set.
///
/// - Source: Joe and Kuo (2008), new-joe-kuo-6.21201; docs/spec/simulation-chance.md#random-numbers
public struct SobolSequence: Hashable, Sendable {
    public static let dimensionLimit = 32
    private static let bits = 53

    public let dimension: Int
    /// Per dimension, one number for each binary digit, the first digit highest of 53.
    private let directions: [[UInt64]]
    /// Nil for the plain points; else one seed for each dimension.
    private let scrambles: [UInt64]?

    /// - Throws: `outOfRange` unless there are 1 to 32 dimensions.
    public init(dimension: Int, scrambleSeed: UInt64? = nil) throws(EstimateError) {
        guard (1...Self.dimensionLimit).contains(dimension) else {
            throw .outOfRange(
                what: "dimension", Double(dimension), allowed: "from 1 to \(Self.dimensionLimit)")
        }
        self.dimension = dimension
        directions = (0..<dimension).map(Self.directions)
        scrambles = scrambleSeed.map { seed in
            var random = SplitMix64(seed: seed)
            return (0..<dimension).map { _ in random.next() }
        }
    }

    /// The point of an index below 2^53, each figure from 0 to below 1; scrambled ones above 0.
    public func point(_ index: UInt64) -> [Double] {
        let gray = index ^ (index >> 1)
        return directions.indices.map { place in
            var digits: UInt64 = 0
            var rest = gray
            while rest != 0 {
                digits ^= directions[place][rest.trailingZeroBitCount]
                rest &= rest - 1
            }
            guard let scrambles else { return Double(digits) * 0x1p-53 }
            return (Double(Self.scrambled(digits, scrambles[place])) + 0.5) * 0x1p-53
        }
    }

    /// Flips each digit by a hash of the digits above it.
    private static func scrambled(_ digits: UInt64, _ seed: UInt64) -> UInt64 {
        var result: UInt64 = 0
        for level in 0..<bits {
            let shift = UInt64(bits - 1 - level)
            let above = digits >> (shift + 1)
            let key = seed ^ (above &* 0x9E37_79B9_7F4A_7C15) ^ (UInt64(level) << 58)
            let flip = SplitMix64.mixed(key &+ UInt64(level)) >> 63
            result |= (((digits >> shift) & 1) ^ flip) << shift
        }
        return result
    }

    private static func directions(_ place: Int) -> [UInt64] {
        var m: [UInt64] = []
        if place == 0 {
            m = [UInt64](repeating: 1, count: bits)
        } else {
            let (polynomial, initial) = table[place - 1]
            let degree = initial.count
            m = initial
            for _ in degree..<bits {
                // m_i = 2 a_1 m_(i-1) ^ ... ^ 2^s m_(i-s) ^ m_(i-s)
                var next = m[m.count - degree]
                for back in 1...degree where (polynomial >> UInt64(degree - back)) & 1 == 1 {
                    next ^= m[m.count - back] << UInt64(back)
                }
                m.append(next)
            }
        }
        return m.enumerated().map { $1 << UInt64(bits - 1 - $0) }
    }

    /// Polynomials with all their coefficients, and the first direction numbers.
    private static let table: [(polynomial: UInt64, initial: [UInt64])] = [
        (3, [1]),
        (7, [1, 3]),
        (11, [1, 3, 1]),
        (13, [1, 1, 1]),
        (19, [1, 1, 3, 3]),
        (25, [1, 3, 5, 13]),
        (37, [1, 1, 5, 5, 17]),
        (41, [1, 1, 5, 5, 5]),
        (47, [1, 1, 7, 11, 19]),
        (55, [1, 1, 5, 1, 1]),
        (59, [1, 1, 1, 3, 11]),
        (61, [1, 3, 5, 5, 31]),
        (67, [1, 3, 3, 9, 7, 49]),
        (91, [1, 1, 1, 15, 21, 21]),
        (97, [1, 3, 1, 13, 27, 49]),
        (103, [1, 1, 1, 15, 7, 5]),
        (109, [1, 3, 1, 15, 13, 25]),
        (115, [1, 1, 5, 5, 19, 61]),
        (131, [1, 3, 7, 11, 23, 15, 103]),
        (137, [1, 3, 7, 13, 13, 15, 69]),
        (143, [1, 1, 3, 13, 7, 35, 63]),
        (145, [1, 3, 5, 9, 1, 25, 53]),
        (157, [1, 3, 1, 13, 9, 35, 107]),
        (167, [1, 3, 1, 5, 27, 61, 31]),
        (171, [1, 1, 5, 11, 19, 41, 61]),
        (185, [1, 3, 5, 3, 3, 13, 69]),
        (191, [1, 1, 7, 13, 1, 19, 1]),
        (193, [1, 3, 7, 5, 13, 19, 59]),
        (203, [1, 1, 3, 9, 25, 29, 41]),
        (211, [1, 3, 5, 13, 23, 1, 55]),
        (213, [1, 3, 7, 3, 13, 59, 17]),
    ]
}
