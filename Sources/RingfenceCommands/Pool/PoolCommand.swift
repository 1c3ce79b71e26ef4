import ArgumentParser

/// The trust after the agency's failure: one pool for all.
struct PoolCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pool",
        abstract: "Freeze the trust when the agency has failed, and share out what it holds.",
        discussion: """
            EXAMPLES:
              ringfence pool declare --day 2013-03-22 --reason "filing" --as clerk
              ringfence pool confirm --as approver
              ringfence pool share --as clerk
              ringfence pool close --as clerk
            """,
        subcommands: [
            PoolDeclare.self, PoolLift.self, PoolConfirm.self, PoolIdentify.self, PoolShare.self,
            PoolClose.self, PoolReopen.self, PoolShow.self, PoolClaims.self,
        ])
}
