import EscrowCore
import MoneyCore

/// What one piece of work gives to everybody under one model, in minor units.
///
/// Parts add up, so that the one-day simulation and the exposure curve share one law.
struct ItemPart: Hashable, Sendable {
    var alreadyPaid: Int64 = 0
    var exposure: Int64 = 0
    /// The VAT in the exposure.
    var exposureVAT: Int64 = 0
    var inTrust: Int64 = 0
    var withClient: Int64 = 0
    var claim: Int64 = 0
    /// What the client pays the freelancer after filing.
    var fromClient: Int64 = 0
    /// What the freelancer has of the agency's and has not remitted.
    var owed: Int64 = 0
    /// The agency's entitlement in the trust; the freelancer's is `inTrust`.
    var agencyInTrust: Int64 = 0
    var agencyReceived: Int64 = 0
    var agencyPaidOn: Int64 = 0
    var proceeds: Int64 = 0
    var vatOnProceeds: Int64 = 0
    var takenFromTrust: Int64 = 0
    var inputVAT: Int64 = 0
    var outputVAT: Int64 = 0

    /// Notes money that is not with the freelancer yet.
    mutating func expose(_ amount: Int64, of item: WorldItem) {
        exposure += amount
        exposureVAT += item.freelancerVAT(in: amount)
    }

    /// Notes that the agency's own claim on an item's client goes to the estate.
    mutating func giveWholeClaim(_ item: WorldItem) {
        proceeds += item.collected
        vatOnProceeds += item.clientVAT(in: item.collected)
        if item.item.invoice != nil { outputVAT += item.clientVAT(in: item.open) }
    }

    /// Notes that only the agency's part of an item's open claim goes to the estate.
    mutating func giveAgencyPart(_ item: WorldItem, open: Int64, collected: Int64) {
        proceeds += collected
        vatOnProceeds += item.agencyVAT(in: collected)
        if item.item.invoice != nil { outputVAT += item.agencyVAT(in: open) }
    }

    /// What a piece of work gives under a model.
    static func of(_ item: WorldItem, _ model: PaymentModel, _ context: FilingContext) -> ItemPart {
        switch model {
        case .standard, .hedged: StandardModel.part(item, context)
        case .separate: SeparateModel.part(item)
        case .collecting: CollectingModel.part(item, context)
        case .trust: TrustModel.part(item, context)
        }
    }

    /// What its freelancer was paid before filing, for the test of avoidance.
    static func payments(
        _ item: WorldItem, _ model: PaymentModel, _ grade: TrustGrade, _ context: FilingContext
    ) -> [AvoidablePayment] {
        switch model {
        case .standard, .hedged: StandardModel.payments(item, context)
        case .separate, .collecting: context.directPayments(item)
        case .trust: TrustModel.payments(item, grade, context)
        }
    }
}

extension ItemPart {
    static func += (sum: inout ItemPart, part: ItemPart) { sum.combine(part, +) }
    static func -= (sum: inout ItemPart, part: ItemPart) { sum.combine(part, -) }

    private mutating func combine(_ part: ItemPart, _ join: (Int64, Int64) -> Int64) {
        alreadyPaid = join(alreadyPaid, part.alreadyPaid)
        exposure = join(exposure, part.exposure)
        exposureVAT = join(exposureVAT, part.exposureVAT)
        inTrust = join(inTrust, part.inTrust)
        withClient = join(withClient, part.withClient)
        claim = join(claim, part.claim)
        fromClient = join(fromClient, part.fromClient)
        owed = join(owed, part.owed)
        agencyInTrust = join(agencyInTrust, part.agencyInTrust)
        agencyReceived = join(agencyReceived, part.agencyReceived)
        agencyPaidOn = join(agencyPaidOn, part.agencyPaidOn)
        proceeds = join(proceeds, part.proceeds)
        vatOnProceeds = join(vatOnProceeds, part.vatOnProceeds)
        takenFromTrust = join(takenFromTrust, part.takenFromTrust)
        inputVAT = join(inputVAT, part.inputVAT)
        outputVAT = join(outputVAT, part.outputVAT)
    }
}

extension Routed {
    /// Adds what a piece of work gives to the sums of all, and to its freelancer's tally.
    mutating func add(_ part: ItemPart, to place: Int) {
        agencyReceived += part.agencyReceived
        agencyPaidOn += part.agencyPaidOn
        proceeds += part.proceeds
        vatOnProceeds += part.vatOnProceeds
        takenFromTrust += part.takenFromTrust
        inputVAT += part.inputVAT
        outputVAT += part.outputVAT
        tallies[place].alreadyPaid += part.alreadyPaid
        tallies[place].exposure += part.exposure
        tallies[place].exposureVAT += part.exposureVAT
        tallies[place].inTrust += part.inTrust
        tallies[place].withClient += part.withClient
        tallies[place].claim += part.claim
        tallies[place].owed += part.owed
    }
}
