import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Records what holds for a trust account from a day on.
struct AccountTerms: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "terms",
        abstract: "Record the facts of a trust account that decide how well it protects.",
        discussion: """
            What is left away counts as not so. A later record replaces an earlier one from its \
            day on; both stay in the book.

            EXAMPLES:
              ringfence account terms --from 2012-10-01 --trustee independent --direct-right \\
                --global-assignment none --bank-waiver 2012-09-20 --bank-informed --exclusive \\
                --no-overdraft --no-standing-orders
            """)

    @Option(name: .customLong("account"), help: "IBAN of the account. Default: the only one.")
    var iban: String?

    @Option(name: .customLong("from"), help: "The first day on which this holds.")
    var validFrom: Day

    @Option(help: "Who holds the account: independent or agency.")
    var trustee: Trustee

    @Flag(
        name: .customLong("direct-right"),
        help: "The agreement gives freelancers a right of their own against the trustee.")
    var hasDirectRight = false

    @Option(
        name: .customLong("bank-waiver"),
        help: "The day on which the bank waived lien and set-off. Default: it has not.")
    var bankWaivedOn: Day?

    @Flag(
        name: .customLong("bank-informed"),
        help: "The bank knows that others' money lies in the account.")
    var isBankInformed = false

    @OptionGroup var assignment: GlobalAssignmentOptions

    @Flag(
        name: .customLong("exclusive"), help: "Nothing but trust money runs over the account.")
    var isExclusive = false

    @Flag(name: .customLong("no-overdraft"), help: "The account cannot be overdrawn.")
    var hasNoOverdraft = false

    @Flag(
        name: .customLong("no-standing-orders"),
        help: "No standing orders, direct debits or cards draw on it.")
    var hasNoStandingOrders = false

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let request = TrustTermsRequest(
            iban: try iban.map { try Reading.iban($0, "--account") }, validFrom: validFrom,
            trustee: trustee, hasDirectRight: hasDirectRight, bankWaivedOn: bankWaivedOn,
            isBankInformed: isBankInformed, globalAssignment: assignment.value,
            isExclusive: isExclusive, hasNoOverdraft: hasNoOverdraft,
            hasNoStandingOrders: hasNoStandingOrders)
        let call = try options.call("account terms", as: .clerk, content)
        try output.show(try await options.engine().setTrustTerms(request, call))
    }

    private var content: KeyValuePairs<String, String?> {
        [
            "account": iban, "from": validFrom.description, "trustee": trustee.name,
            "direct-right": "\(hasDirectRight)", "bank-waiver": bankWaivedOn?.description,
            "bank-informed": "\(isBankInformed)",
            "global-assignment": assignment.globalAssignment.rawValue,
            "assignment-released-on": assignment.releasedOn?.description,
            "exclusive": "\(isExclusive)", "no-overdraft": "\(hasNoOverdraft)",
            "no-standing-orders": "\(hasNoStandingOrders)",
        ]
    }
}

/// Whether a bank has an earlier global assignment, as options.
struct GlobalAssignmentOptions: ParsableArguments {
    enum State: String, ExpressibleByArgument, CaseIterable { case none, released, open }

    @Option(
        help: "Earlier assignment of all the agency's receivables: none, released or open.")
    var globalAssignment: State

    @Option(
        name: .customLong("assignment-released-on"),
        help: "With --global-assignment released: since when the bank has released the claims.")
    var releasedOn: Day?

    func validate() throws {
        guard (globalAssignment == .released) == (releasedOn != nil) else {
            throw ValidationError(
                "--assignment-released-on DAY goes with --global-assignment released, and only there."
            )
        }
    }

    var value: GlobalAssignment {
        if let releasedOn { return .released(on: releasedOn) }
        return globalAssignment == .open ? .open : .absent
    }
}
