import Reports
import Testing

@Suite("Tables of text")
struct TextTableTests {
    @Test("figures stand right, words left, and no line ends in a blank")
    func alignment() {
        var table = TextTable([.init("Who"), .init("EUR", .right), .init("Remark")])
        table.append(["F-01", "15,232.00", "paid"])
        table.append(["Müller", "7.00"])
        table.totals = ["Sum", "15,239.00"]
        #expect(
            table.render() == """
                Who           EUR  Remark
                ------  ---------  ------
                F-01    15,232.00  paid
                Müller       7.00
                ------  ---------  ------
                Sum     15,239.00

                """)
    }

    @Test("without headings or a rule only the rows are drawn")
    func bare() {
        var table = TextTable([.init(""), .init("", .right)], gap: " | ")
        table.append(["a", "1"])
        table.append(["bb", "22"])
        #expect(table.lines() == ["a  |  1", "bb | 22"])
        #expect(TextTable([.init("x")], hasRule: false).lines() == ["x"])
    }
}
