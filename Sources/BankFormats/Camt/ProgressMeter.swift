/// Tells a caller how many bytes are read, about once per mebibyte.
struct ProgressMeter {
    let report: ((Int) -> Void)?
    private var nodes = 0
    private var reported = 0

    private static let step = 1 << 20
    private static let nodesBetweenLooks = 4096

    init(report: ((Int) -> Void)?) { self.report = report }

    /// Counts one node and looks at the position only now and then.
    mutating func count(_ position: () -> Int) {
        guard let report else { return }
        nodes += 1
        guard nodes >= Self.nodesBetweenLooks else { return }
        nodes = 0
        let read = position()
        guard read >= reported + Self.step else { return }
        reported = read
        report(read)
    }

    func finish(at size: Int) { report?(size) }
}
