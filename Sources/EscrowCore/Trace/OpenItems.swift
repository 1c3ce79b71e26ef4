/// Amounts that came in one by one and are used up, the oldest first unless one is named.
///
/// What is used before it came stands as `missing`, and what comes next makes up for it. So the sum
/// of what is left, less what is missing, is always what came less what went.
///
/// - Source: docs/spec/questions.md#left
public struct OpenItems<Tag: Hashable & Sendable>: Hashable, Sendable {
    /// One amount that came, under the name that its caller knows it by.
    public struct Item: Hashable, Sendable {
        public let tag: Tag
        /// In minor units, not negative.
        public internal(set) var left: Int64

        public init(tag: Tag, left: Int64) {
            self.tag = tag
            self.left = left
        }
    }

    /// How much of which item was used.
    public struct Use: Hashable, Sendable {
        public let tag: Tag
        /// In minor units, more than zero.
        public internal(set) var minor: Int64

        public init(tag: Tag, minor: Int64) {
            self.tag = tag
            self.minor = minor
        }
    }

    public private(set) var items: [Item] = []
    /// Used, and not come yet; in minor units, not negative.
    public private(set) var missing: Int64 = 0
    /// Every item before this one is used up.
    private var firstOpen = 0

    public init() {}

    public var open: [Item] { items[firstOpen...].filter { $0.left > 0 } }

    /// Takes in an amount.
    ///
    /// - Parameters:
    ///   - minor: More than zero.
    ///   - tag: Its name; a name that is known gets the amount added.
    public mutating func add(_ minor: Int64, _ tag: Tag) {
        let covered = min(minor, missing)
        missing -= covered
        guard let place = items.lastIndex(where: { $0.tag == tag }) else {
            items.append(Item(tag: tag, left: minor - covered))
            return
        }
        items[place].left += minor - covered
        firstOpen = min(firstOpen, place)
    }

    /// Uses up an amount.
    ///
    /// - Parameters:
    ///   - minor: More than zero.
    ///   - isPreferred: Which items go before older ones.
    /// - Returns: Which items were used, oldest first behind the preferred; what is missing is no use.
    public mutating func take(
        _ minor: Int64, preferring isPreferred: (Tag) -> Bool = { _ in false }
    ) -> [Use] {
        var uses: [Use] = []
        var rest = minor
        for onlyPreferred in [true, false] {
            for place in items[firstOpen...].indices where rest > 0 {
                guard items[place].left > 0, !onlyPreferred || isPreferred(items[place].tag)
                else { continue }
                let used = min(rest, items[place].left)
                items[place].left -= used
                rest -= used
                uses.append(Use(tag: items[place].tag, minor: used))
            }
        }
        missing += rest
        while firstOpen < items.count, items[firstOpen].left == 0 { firstOpen += 1 }
        return uses
    }
}
