/// Random numbers by counting: a block of four depends on seed, path and draw alone, so that every
/// path can be made by itself, on any thread, in any order.
///
/// - Source: Salmon, Moraes, Dror, Shaw (2011), Philox4x64-10;
///   docs/spec/simulation-chance.md#random-numbers
public struct Philox: Hashable, Sendable {
    private let key: (low: UInt64, high: UInt64)

    public init(seed: UInt64, stream: UInt64 = 0) { key = (seed, stream) }

    public static func == (left: Philox, right: Philox) -> Bool { left.key == right.key }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(key.low)
        hasher.combine(key.high)
    }

    /// Four numbers for a counter of four words.
    public func block(_ counter: SIMD4<UInt64>) -> SIMD4<UInt64> {
        var (c, k) = (counter, key)
        for round in 0..<10 {
            if round > 0 {
                k.low &+= 0x9E37_79B9_7F4A_7C15
                k.high &+= 0xBB67_AE85_84CA_A73B
            }
            let first = c[0].multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
            let second = c[2].multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
            c = SIMD4(
                second.high ^ c[1] ^ k.low, second.low, first.high ^ c[3] ^ k.high, first.low)
        }
        return c
    }

    /// The draws of one path: uniform figures above 0 and below 1.
    public func uniforms(path: UInt64, count: Int) -> [Double] {
        var figures: [Double] = []
        figures.reserveCapacity(count)
        var draw: UInt64 = 0
        while figures.count < count {
            let block = block(SIMD4(draw, path, 0, 0))
            for place in 0..<min(4, count - figures.count) {
                figures.append(Self.uniform(block[place]))
            }
            draw += 1
        }
        return figures
    }

    /// The middle of one of 2^53 equal cells, so that neither 0 nor 1 ever comes.
    static func uniform(_ word: UInt64) -> Double {
        (Double(word >> 11) + 0.5) * 0x1p-53
    }
}
