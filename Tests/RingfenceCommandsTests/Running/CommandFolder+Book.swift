/// Books to begin with: the clerk is `clerk`, the approver `approver`.
extension CommandFolder {
    static let trustIBAN = "DE89370400440532013000"

    func initArguments(_ path: String, _ more: [String] = []) -> [String] {
        [
            "init", path, "--trust-iban", Self.trustIBAN, "--trust-bic", "COBADEFF",
            "--trust-holder", "trustee T-01", "--clerk", "clerk", "--approver", "approver",
        ] + more
    }

    /// A new book; a sample's first record is of 1 October 2012.
    func openBook(isSample: Bool = true) throws {
        let sample = ["--sample", "--at", "2012-10-01T08:00:00Z"]
        try done(initArguments(book, isSample ? sample : []))
    }

    /// A new book with agency A-01, client C-01, freelancer F-01 and engagement E-01 (100 / 80, 19 %).
    func openBookWithWork(isSample: Bool = true) throws {
        try openBook(isSample: isSample)
        try done(
            ["party", "import", "-"], as: "clerk",
            input: """
                code,role,name,street,postcode,city,country,iban,vat-id
                A-01,agency,agency A-01,Weg 1,10115,Berlin,DE,DE02120300000000202051,DE123456789
                C-01,client,client C-01,Weg 2,10115,Berlin,DE,,DE987654321
                F-01,freelancer,freelancer F-01,,,,,DE02500105170137075030,
                """)
        try done(engagement("E-01", from: "2012-10-01"), as: "clerk")
    }

    /// The arguments that add an engagement of C-01 and F-01; `changes` replace or add options.
    func engagement(_ code: String, from day: String, _ changes: [String: String] = [:]) -> [String]
    {
        var options = [
            "--client": "C-01", "--freelancer": "F-01", "--from": day, "--client-rate": "100.00",
            "--freelancer-rate": "80.00", "--client-vat": "19", "--freelancer-vat": "19",
            "--title": "agency", "--subject": "Software",
        ]
        options.merge(changes) { $1 }
        return ["engagement", "add", code]
            + options.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    }

    /// Size and root of the log, which change with every record.
    func head() throws -> String { try done(["head"]) }
}
