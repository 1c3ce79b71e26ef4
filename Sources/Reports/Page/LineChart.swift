/// Lines and bands over a common axis, with a key above.
struct LineChart {
    typealias Point = (x: Double, y: Double)

    struct Series {
        let label: String
        let style: String
        let points: [Point]
    }

    /// Between a lower and an upper line.
    struct Band {
        let label: String
        let style: String
        let lower: [Point]
        let upper: [Point]
    }

    var bands: [Band] = []
    var series: [Series]
    /// Labels below the axis.
    let ticks: [(x: Double, label: String)]
    /// What the upright axis says at a value.
    let label: (Double) -> String

    private static let box = (left: 96.0, right: 706.0, top: 34.0, bottom: 270.0)

    func draw() -> SVG {
        var svg = SVG(height: 300)
        let box = Self.box
        let points = series.flatMap(\.points) + bands.flatMap { $0.lower + $0.upper }
        let x = (points.map(\.x).min() ?? 0, max((points.map(\.x).max() ?? 1), 1e-9))
        let y = (min(0, points.map(\.y).min() ?? 0), max(points.map(\.y).max() ?? 1, 1e-9))
        let place = { (point: Point) -> Point in
            (
                box.left + (point.x - x.0) / max(x.1 - x.0, 1e-9) * (box.right - box.left),
                box.bottom - (point.y - y.0) / (y.1 - y.0) * (box.bottom - box.top)
            )
        }
        for step in 0...4 {
            let value = y.0 + (y.1 - y.0) * Double(step) / 4
            let line = place((x.0, value)).y
            svg.line(box.left, line, box.right, line, "grid")
            svg.text(box.left - 8, line + 4, label(value), anchor: "end")
        }
        for tick in ticks where tick.x >= x.0 && tick.x <= x.1 {
            svg.text(place((tick.x, 0)).x, box.bottom + 18, tick.label, anchor: "middle")
        }
        for band in bands {
            svg.path(
                (band.lower + band.upper.reversed()).map(place), band.style, isClosed: true)
        }
        for line in series {
            svg.path(line.points.map(place), line.style)
            if line.points.count == 1, let point = line.points.first.map(place) {
                svg.circle(point.x, point.y, 3, line.style)
            }
        }
        key(&svg)
        return svg
    }

    private func key(_ svg: inout SVG) {
        var x = 0.0
        for (label, style) in bands.map({ ($0.label, $0.style) })
            + series.map({ ($0.label, $0.style) })
        {
            svg.rect(x, 4, 12, 12, style + " key")
            svg.text(x + 16, 14, label)
            x += 32 + 7.2 * Double(label.count)
        }
    }
}

/// Bars that stand side by side: how often a loss lies between two bounds.
struct Histogram {
    let bins: [(lower: Double, upper: Double, count: Int)]
    /// Bins that hold an atom, with what it says.
    let atoms: [Int: String]
    let label: (Double) -> String

    func draw() -> SVG {
        var svg = SVG(height: 260)
        let most = Double(max(1, bins.map(\.count).max() ?? 1))
        let width = 640.0 / Double(max(1, bins.count))
        for (place, bin) in bins.enumerated() {
            let height = 190 * Double(bin.count) / most
            let x = 40 + width * Double(place)
            svg.rect(
                x, 216 - height, max(0.5, width - 1), height,
                atoms[place] == nil ? "fill1" : "fill5",
                title: "\(label(bin.lower)) - \(label(bin.upper)): \(bin.count)")
            if let atom = atoms[place] {
                let isLeft = place * 2 < bins.count
                svg.text(isLeft ? x : x + width, 14, atom, anchor: isLeft ? "start" : "end")
            }
        }
        svg.line(40, 216, 680, 216, "axis")
        if let first = bins.first, let last = bins.last {
            svg.text(40, 236, label(first.lower))
            svg.text(680, 236, label(last.upper), anchor: "end")
        }
        return svg
    }
}
