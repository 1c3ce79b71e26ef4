import EscrowTestSupport
import ParserTargets

/// A file that is changed at random, as it would be on the way or by a bad hand.
struct Mutation {
    private(set) var bytes: [UInt8]
    private let target: ParserTarget
    private var random: SeededRandom

    init(_ bytes: [UInt8], _ target: ParserTarget, _ random: SeededRandom) {
        self.bytes = bytes
        self.target = target
        self.random = random
    }

    /// Changes one part.
    mutating func change(mayGrow: Bool) {
        guard !bytes.isEmpty else { return }
        let start = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 1...64, using: &random))
        switch Int.random(in: 0..<9, using: &random) {
        case 0, 1: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: bytes.removeSubrange(start..<end)
        case 3: bytes.insert(contentsOf: Array(bytes[start..<end]), at: start)
        case 4: bytes[start] = UInt8.random(in: 0...255, using: &random)
        case 5:
            let signs = Array("<>/&:?+;,.\"'-#|\n\r\t{}[]()0\\".utf8)
            bytes[start] = signs.randomElement(using: &random) ?? 0
        case 6:
            bytes.insert(
                contentsOf: repeatElement(bytes[start], count: mayGrow ? 50_000 : 300), at: start)
        case 7: grow(at: start, mayGrow)
        default: bytes.removeLast(min(bytes.count, Int.random(in: 1...32, using: &random)))
        }
    }

    /// Puts a huge number where there is one, or an opening many times over.
    private mutating func grow(at start: Int, _ mayGrow: Bool) {
        let digit = bytes[start...].firstIndex { (0x30...0x39).contains($0) } ?? start
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            let count = Int.random(in: 1...40, using: &random)
            bytes.insert(contentsOf: repeatElement(UInt8(ascii: "9"), count: count), at: digit)
        case 1: bytes.insert(contentsOf: Array("-9223372036854775808".utf8), at: digit)
        default:
            let opening = target.openings.randomElement(using: &random) ?? ""
            let text = String(repeating: opening, count: mayGrow ? 2_000 : 40)
            bytes.insert(contentsOf: Array(text.utf8), at: start)
        }
    }
}
