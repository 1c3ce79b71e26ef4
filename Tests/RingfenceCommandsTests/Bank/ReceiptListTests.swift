import Testing

/// docs/spec/matching.md#work-list: what a list says of a receipt as it is now.
@Suite("The list of receipts")
struct ReceiptListTests {
    @Test("it shows the invoice, by what it was found, and what became of the receipt since")
    func now() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let file = try folder.write("bank.xml", BankText(lines: [.paid, .unknown]).file)
            try folder.done(["bank", "import", file], as: "clerk")
            func rows() throws -> [[Substring]] {
                let list = try folder.done(["receipt", "list", "--all", "--format", "csv"])
                return list.split(separator: "\r\n").dropFirst().map {
                    $0.split(separator: ",", omittingEmptySubsequences: false)
                }
            }
            func seen() throws -> [String] {
                try rows().map { "\($0[3]) \($0[4]), \($0[5]), \($0[6])" }
            }
            let first = try rows()
            let (paid, unknown) = ("\(first[0][0])", "\(first[1][0])")
            #expect(try seen()[0] == "0.00 matched, 2013-0001, creditor-reference (100 %)")
            try folder.done(["receipt", "unmatch", paid, "--invoice", "2013-0001"], as: "clerk")
            #expect(try seen()[0] == "\(first[0][2]) unidentified, , ")
            try folder.done(
                ["receipt", "match", unknown, "--invoice", "2013-0001", "--once"], as: "clerk")
            #expect(try seen()[1] == "0.00 matched, 2013-0001, a person")
        }
    }
}
