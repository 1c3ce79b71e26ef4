import ArgumentParser

/// Which nouns there are, in the order of a first day with a book.
enum CommandTree {
    static let groups = [
        CommandGroup(
            name: "Book",
            subcommands: [
                InitCommand.self, ActorCommand.self, ChangeCommand.self, SettingCommand.self,
                DemoCommand.self,
            ]),
        CommandGroup(
            name: "Work",
            subcommands: [
                PartyCommand.self, RuleCommand.self, EngagementCommand.self, HoursCommand.self,
                MilestoneCommand.self, InvoiceCommand.self, SelfBillingCommand.self,
                DisputeCommand.self, SaleCommand.self,
            ]),
        CommandGroup(
            name: "Money",
            subcommands: [
                AccountCommand.self, BankCommand.self, ReceiptCommand.self, PayerCommand.self,
                TopUpCommand.self,
                ClaimCommand.self, ReleaseCommand.self,
                PayoutCommand.self, InterestCommand.self, PoolCommand.self,
            ]),
        CommandGroup(
            name: "Answers",
            subcommands: [
                BalanceCommand.self, TrialBalanceCommand.self, StatementCommand.self,
                TraceCommand.self, ReconcileCommand.self, RequirementCommand.self,
                AgeingCommand.self, ProtectionCommand.self, CloseCommand.self,
                SimulateCommand.self, ExposureCommand.self,
            ]),
        CommandGroup(
            name: "Proof",
            subcommands: [
                CheckCommand.self, HeadCommand.self, BackupCommand.self, ExportCommand.self,
            ]),
    ]
}
