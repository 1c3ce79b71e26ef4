/// Every derived table, in the order in which `check` compares them.
package enum DerivedTables {
    package static let all: [any DerivedRow.Type] = [
        ActorRow.self, TrustAccountRow.self, TrustTermsRow.self, PartyRow.self,
        PartyVersionRow.self,
        EngagementRow.self, RuleRow.self, HoursRow.self, InvoiceRow.self, PartRow.self,
        SubledgerRow.self,
        AllocationRow.self, BalanceRow.self, TotalRow.self, ControlRow.self, PostingRow.self,
        FileRow.self,
        HoldRow.self, DisputeRow.self, InvoiceFactRow.self, DocumentRow.self,
        SelfBillingAgreementRow.self,
        SelfBilledRow.self, HoursApprovalRow.self, MilestoneRow.self,
        StatementRow.self, BankLineRow.self, WorkRow.self, PlanRow.self, PayoutRow.self,
        TransitRow.self, AnswerRow.self, ActorKeyRow.self, ChangeRow.self, CloseRow.self,
        LateRow.self,
        PoolRow.self, PoolClaimRow.self, InterestPeriodRow.self, BankFailureRow.self,
        BankLossRow.self,
        SettingRow.self, PayerRuleRow.self,
    ]
}
