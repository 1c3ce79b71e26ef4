struct StartBench {
    init(_ settings: Settings, _ workshop: Workshop) {}
    func measure() async throws -> [Measure] { [] }
}
