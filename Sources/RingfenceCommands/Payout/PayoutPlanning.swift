import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import MoneyCore

/// Plans payouts of what is available.
struct PayoutPlanning: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract:
            "Plan payouts of all that is available: reserves it and keeps the file for approval.",
        discussion: """
            Freelancers and producers come first, the agency's own share last. While the trust has \
            a shortfall, the agency's share stays, and planner and approver each name the total \
            with --confirm.

            EXAMPLES:
              ringfence payout plan --as clerk
              ringfence payout plan --party F-01 --confirm 15232.00 --as clerk
              ringfence payout plan --refunds --party C-01 --as clerk
              ringfence payout plan --party F-01 --instant --as clerk
            """)

    @Option(name: .customLong("party"), help: "Only this party; may be given several times.")
    var parties: [String] = []

    @Option(help: "The day on which the bank shall pay; the next bank working day when left away.")
    var day: Day?

    @Flag(help: "Refund what clients paid too much, each to the account it came from.")
    var refunds = false

    @Flag(help: "Pay what was set aside for tax to the agency.")
    var setAside = false

    @Option(help: "IBAN of the trust account that pays; needed when the book has several.")
    var account: String?

    @OptionGroup var payment: PaymentOptions

    @Option(
        parsing: .unconditional,
        help: "The plan's total, which its maker names while the trust has a shortfall.")
    var confirm: String?

    @OptionGroup var options: WriteOptions

    func validate() throws {
        if refunds, setAside {
            throw ValidationError("one plan is either of --refunds or of --set-aside")
        }
    }

    func run() async throws {
        let engine = try options.engine()
        let confirmed = try await Reading.money(confirm, "--confirm", engine)
        let call = try options.call(
            "payout plan", as: .clerk,
            [
                "parties": parties.joined(separator: " "), "day": day.map { "\($0)" },
                "refunds": refunds ? "yes" : nil, "set-aside": setAside ? "yes" : nil,
                "account": account, "confirm": confirmed?.plain, "form": payment.text,
            ])
        let kind: PayoutRequest.Kind = refunds ? .refunds : setAside ? .setAside : .entitlements
        let request = PayoutRequest(
            kind, payees: parties, account: try account.map { try Reading.iban($0, "--account") },
            executionDay: day, confirmed: confirmed, form: payment.form, render: PayoutFiles.render)
        let answer = try await engine.planPayout(request, call)
        try output.show(answer)
        for note in answer.values where note.name == "note" { output.note(note.text) }
    }
}
