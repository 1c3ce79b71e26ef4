import Foundation
import Reports

/// One line of the table: a figure of ours beside its limit or peer.
struct Measure {
    let name: String
    let ours: Double?
    let peer: Double?
    /// What the peer is: `bare writer`.
    let peerName: String
    let unit: String
    /// Whether ours is better when it is more.
    var isRate = false

    /// Ours by the peer's, so that more than 1 is better for rates and worse for times.
    var ratio: Double? {
        guard let ours, let peer, peer > 0 else { return nil }
        return ours / peer
    }

    static func table(_ measures: [Measure]) -> String {
        var table = TextTable([
            .init("measure"), .init("ours", .right), .init("limit or peer", .right),
            .init("ratio", .right), .init("unit"), .init("beside"),
        ])
        for measure in measures {
            table.append([
                measure.name, figure(measure.ours), figure(measure.peer), figure(measure.ratio),
                measure.unit, measure.peerName,
            ])
        }
        return table.render()
    }

    private static func figure(_ value: Double?) -> String {
        guard let value else { return "-" }
        let decimals = value >= 1000 ? 0 : value >= 10 ? 1 : 3
        return String(format: "%.\(decimals)f", value)
    }
}

/// Runs two sides in turn and takes the median of each.
struct Duel {
    private(set) var ours: [Double] = []
    private(set) var peer: [Double] = []

    static func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }

    var oursMedian: Double? { Self.median(ours) }
    var peerMedian: Double? { Self.median(peer) }

    mutating func add(ours seconds: Double) { ours.append(seconds) }
    mutating func add(peer seconds: Double) { peer.append(seconds) }
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    return try clock.measure(body) / .seconds(1)
}

func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try await body()
    return (clock.now - start) / .seconds(1)
}
