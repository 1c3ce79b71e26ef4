public import MoneyCore

/// Who owes whom, and what each has besides: what everybody can pay if nobody can pay more than he
/// gets.
///
/// - Source: Eisenberg and Noe (2001), Rogers and Veraart (2013);
///   docs/spec/simulation-law.md#clearing
public struct ClearingNetwork: Hashable, Sendable {
    /// Whether debts to outsiders come before those within the network, or rank alike.
    public enum ExternalRank: String, Hashable, Sendable, CaseIterable {
        case senior
        case pariPassu = "pari-passu"
    }

    public struct Node: Hashable, Sendable {
        public let name: String
        /// What it has besides claims within the network, in minor units, zero or more.
        public let assets: Int64
        /// What it owes outside the network.
        public let externalDebt: Int64

        public init(name: String, assets: Int64, externalDebt: Int64 = 0) {
            self.name = name
            self.assets = assets
            self.externalDebt = externalDebt
        }
    }

    public let nodes: [Node]
    /// What the row's node owes the column's, in minor units.
    public let liabilities: [[Int64]]
    public let externalRank: ExternalRank
    /// What of a failed node's own assets, and of what it gets from others, is left after the costs
    /// of its failure (alpha and beta).
    public let assetsKept: Share
    public let claimsKept: Share

    /// - Throws: `shape`, `negative`, `ownDebt`, `tooLarge`, then `costs` for a share above the
    ///   whole.
    public init(
        nodes: [Node], liabilities: [[Int64]], externalRank: ExternalRank = .pariPassu,
        assetsKept: Share = .whole, claimsKept: Share = .whole
    ) throws(ClearingError) {
        guard liabilities.count == nodes.count,
            liabilities.allSatisfy({ $0.count == nodes.count })
        else { throw .shape(nodes: nodes.count) }
        for (place, node) in nodes.enumerated() {
            let row = liabilities[place]
            for minor in row + [node.assets, node.externalDebt] where minor < 0 {
                throw .negative(minor, node: node.name)
            }
            guard row[place] == 0 else { throw .ownDebt(node: node.name) }
            let sum = row.reduce(Int128(node.assets) + Int128(node.externalDebt)) {
                $0 + Int128($1)
            }
            guard sum <= Int128(CaseFile.limit) else { throw .tooLarge(node: node.name) }
        }
        for share in [assetsKept, claimsKept] where share.numerator > share.denominator {
            throw .costs(share)
        }
        self.nodes = nodes
        self.liabilities = liabilities
        self.externalRank = externalRank
        self.assetsKept = assetsKept
        self.claimsKept = claimsKept
    }

    /// Debts within the network and, where they rank alike, outside it.
    func debts(_ place: Int) -> [Int64] {
        switch externalRank {
        case .senior: liabilities[place]
        case .pariPassu: liabilities[place] + [nodes[place].externalDebt]
        }
    }

    func seniorDebt(_ place: Int) -> Int64 {
        switch externalRank {
        case .senior: nodes[place].externalDebt
        case .pariPassu: 0
        }
    }
}

/// Why a network cannot be cleared.
public enum ClearingError: Error, Equatable, Sendable {
    case shape(nodes: Int)
    case negative(Int64, node: String)
    case ownDebt(node: String)
    case tooLarge(node: String)
    case costs(Share)
    /// The search did not come to rest.
    case notSettled
}

extension ClearingError: CustomStringConvertible {
    /// What happened, with its values, and what to do.
    public var description: String {
        switch self {
        case .shape(let nodes): "There are \(nodes) nodes; give as many rows of as many debts."
        case .negative(let minor, let node):
            "An amount of \(node) is \(minor) cents, below zero; turn the debt round."
        case .ownDebt(let node): "\(node) owes itself; leave that out."
        case .tooLarge(let node): "The amounts of \(node) are too large to add up."
        case .costs(let share): "A share of \(share) is above the whole; give what is left."
        case .notSettled:
            "The payments did not come to rest; look for rings of debts without any assets."
        }
    }
}
