import ArgumentParser

/// The freelancers' side of invoices, issued by the agency.
struct SelfBillingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "self-billing",
        abstract: "Issue the freelancers' invoices for them (Gutschrift, § 14 (2) UStG).",
        discussion: """
            EXAMPLES:
              ringfence self-billing agree F-01 --on 2012-10-01 --as clerk
              ringfence self-billing issue --invoice 2013-0001 --as clerk
              ringfence self-billing correct GS-2013-0001 --as clerk
              ringfence self-billing show GS-2013-0001
            """,
        subcommands: [
            SelfBillingAgree.self, SelfBillingIssue.self, SelfBillingCorrect.self,
            SelfBillingObject.self,
            SelfBillingList.self, SelfBillingShow.self,
        ])
}
