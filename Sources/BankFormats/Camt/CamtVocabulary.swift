/// Turns the parser's name pointers into elements, each name compared as text only once.
///
/// Open addressing over a table of fixed size: a file with endless new names costs time, not
/// memory, because a full run of slots gives up its first one.
struct CamtVocabulary {
    private var names: [UInt]
    private var elements: [CamtElement]

    private static let slotBits: UInt = 9
    private static let probes = 8

    init() {
        names = Array(repeating: 0, count: 1 << Self.slotBits)
        elements = Array(repeating: .other, count: 1 << Self.slotBits)
    }

    mutating func element(_ name: UnsafePointer<UInt8>) -> CamtElement {
        let key = UInt(bitPattern: name)
        let home = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> (64 - Self.slotBits))
        var free = home
        for probe in 0..<Self.probes {
            let slot = (home + probe) & (names.count - 1)
            if names[slot] == key { return elements[slot] }
            guard names[slot] != 0 else {
                free = slot
                break
            }
        }
        let element = Self.resolve(name)
        names[free] = key
        elements[free] = element
        return element
    }

    /// A prefix that was never declared stays in the name, and is as good as any other.
    private static func resolve(_ name: UnsafePointer<UInt8>) -> CamtElement {
        let text = String(cString: name)
        let local = text.split(separator: ":").last.map(String.init) ?? text
        if let element = CamtElement(rawValue: local) { return element }
        // The first edition named its version here too: BkToCstmrStmtV01.
        guard local.hasPrefix("BkToCstmr"), let edition = local.lastIndex(of: "V") else {
            return .other
        }
        return CamtElement(rawValue: String(local[..<edition])) ?? .other
    }
}
