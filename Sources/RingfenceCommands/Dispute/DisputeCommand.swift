import ArgumentParser

/// Parts of invoices that somebody disputes.
struct DisputeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispute",
        abstract: "Freeze a disputed part of an invoice, and decide whose it is.",
        discussion: """
            EXAMPLES:
              ringfence dispute open --invoice 2013-0001 --party F-01 --amount 1190.00 \\
                --reason "ten hours" --as clerk
              ringfence dispute decide 214 --for client --amount 500.00 --as clerk
              ringfence dispute list
            """,
        subcommands: [DisputeOpen.self, DisputeDecide.self, DisputeList.self])
}
