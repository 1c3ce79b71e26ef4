import InsolvencyCore
import Testing

@Suite("Reference cases of independent libraries")
struct OracleTests {
    /// Cases that are left out, by id, with the reason.
    static let leftOut: [String: String] = [:]

    typealias Compute = @Sendable (JSON) throws -> JSON

    /// How each method of the file is computed here.
    static let methods: [String: Compute] =
        OptionOracles.methods
        .merging(ChanceOracles.methods) { first, _ in first }
        .merging(RiskOracles.methods) { first, _ in first }
        .merging(EstateOracles.methods) { first, _ in first }

    @Test("all 51 cases are there, and none is left out without a reason")
    func complete() throws {
        let cases = try Oracle.load()
        #expect(cases.count == 51)
        let missing = cases.filter { Self.methods[$0.method] == nil }.map(\.id)
        #expect(missing.sorted() == Self.leftOut.keys.sorted())
        #expect(Set(cases.map(\.method)) == Set(Self.methods.keys).union(Self.leftOut.keys))
    }

    @Test(
        "each case to its own tolerance",
        arguments: Oracle.all.filter { leftOut[$0.id] == nil })
    func holds(_ oracle: Oracle) throws {
        let compute = try #require(Self.methods[oracle.method])
        let result = try compute(oracle.inputs)
        #expect(oracle.expected.differences(to: result, oracle.tolerance.allows) == [])
    }

    /// Published figures are rounded, or allow fewer days of exercise: a coarser comparison.
    @Test(
        "and what was published to three tenths of a percent",
        arguments: Oracle.all.filter { $0.published != nil })
    func published(_ oracle: Oracle) throws {
        let compute = try #require(Self.methods[oracle.method])
        let result = try compute(oracle.inputs)
        guard case .object(let published) = oracle.published,
            case .object(let computed) = result
        else { return }
        for (key, value) in published where computed[key] != nil {
            let differences = value.differences(to: computed[key] ?? .null) { expected, actual in
                abs(actual - expected) <= max(0.003 * abs(expected), 0.0005)
            }
            #expect(differences == [], "\(key)")
        }
    }
}
