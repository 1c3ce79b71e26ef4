import EscrowCore
import Foundation
import InsolvencyCore
import MoneyCore
import Testing

/// How the file's cases on estates, tracing and clearing are computed here, in whole minor units.
enum EstateOracles {
    static let methods: [String: OracleTests.Compute] = [
        "eisenberg_noe": clearing,
        "rogers_veraart": clearing,
        "eisenberg_noe_uniqueness": uniqueness,
        "largest_remainder": largestRemainder,
        "tracing": tracing,
        "libr_single": lowestBalance,
        "absolute_priority_waterfall": waterfall,
        "model_comparison": comparison,
    ]

    private static let scale = 1000.0

    private static func share(_ value: JSON) -> Share {
        value.double.isNaN
            ? .whole : Share(Int64((value.double * scale).rounded()), over: 1000) ?? .zero
    }

    private static func network(_ inputs: JSON) throws -> ClearingNetwork {
        let names = inputs["nodes"].texts
        let assets = inputs["external_assets"].doubles
        return try ClearingNetwork(
            nodes: assets.indices.map {
                ClearingNetwork.Node(
                    name: names.isEmpty ? "\($0)" : names[$0], assets: Int64(assets[$0] * scale))
            },
            liabilities: inputs["liabilities"].list.map {
                $0.doubles.map { Int64($0 * scale) }
            }, assetsKept: share(inputs["alpha"]), claimsKept: share(inputs["beta"]))
    }

    private static func clearing(_ inputs: JSON) throws -> JSON {
        let network = try network(inputs)
        let clearing = try network.clear()
        let names = zip(network.nodes, clearing.defaulted).filter(\.1).map { JSON.text($0.0.name) }
        return .object([
            "clearing_vector": .numbers(clearing.payments.map { $0 / scale }),
            "clearing_exact": .list(
                clearing.payments.map { .text(fraction($0 / scale)) }),
            "defaulted": .list(names),
            "recovery_rate": .list(
                clearing.payments.indices.map {
                    clearing.recoveryRate($0).map(JSON.number) ?? .null
                }), "equity": .numbers(clearing.equity.map { $0 / scale }),
        ])
    }

    /// The fraction with the least denominator that the figure is, to twelve digits.
    private static func fraction(_ value: Double) -> String {
        for denominator in 1...400_000 {
            let numerator = (value * Double(denominator)).rounded()
            if abs(value - numerator / Double(denominator)) < 1e-12 * max(1, value) {
                return denominator == 1
                    ? "\(Int(numerator))" : "\(Int(numerator))/\(denominator)"
            }
        }
        return "none"
    }

    private static func uniqueness(_ inputs: JSON) throws -> JSON {
        let clearing = try network(inputs).clear()
        #expect(!clearing.isUnique)
        return .object([
            "greatest": .numbers(clearing.payments.map { $0 / scale }),
            "least": .numbers(clearing.least.map { $0 / scale }),
        ])
    }

    private static func largestRemainder(_ inputs: JSON) throws -> JSON {
        let parts = try Money(minor: Int64(inputs["total_minor_units"].int), .eur)
            .divided(by: inputs["weights"].list.map { Int64($0.int) })
        return .object(["parts": .numbers(parts.map { Double($0.minor) })])
    }

    private static func account(_ inputs: JSON) throws -> MixedAccount {
        let start = Example.day("2013-01-01")
        return try MixedAccount(
            inputs["events"].list.enumerated().map { place, event in
                AccountMovement(
                    day: start.adding(days: place),
                    event[0].text == "in" ? .deposit(of: event[1].text) : .withdrawal,
                    minor: Int64(event[2].double * scale))
            })
    }

    private static func tracing(_ inputs: JSON) throws -> JSON {
        let account = try account(inputs)
        let positions = { (rule: TracingRule, figure: (Traced.Position) -> Int64) in
            let traced = account.trace(rule)
            return JSON.object(
                Dictionary(
                    uniqueKeysWithValues: traced.positions.map {
                        ($0.beneficiary, JSON.number(Double(figure($0)) / scale))
                    }))
        }
        let (fifo, rolling) = (positions(.firstIn, \.traced), positions(.rolling, \.traced))
        let pariPassu = positions(.pariPassu, \.traced)
        let list = { (object: JSON) in
            JSON.list(account.trace(.firstIn).positions.map { object[$0.beneficiary] })
        }
        return .object([
            "balance": .number(Double(account.trace(.firstIn).closing) / scale),
            "fifo_clayton": fifo, "pari_passu_contributions": pariPassu,
            "rolling_charge": rolling,
            "libr_individual_cap": positions(.lowestBalance, \.limit),
            "libr_prorata": positions(.lowestBalance, \.traced), "fifo": list(fifo),
            "rolling": list(rolling), "pari_passu": list(pariPassu),
        ])
    }

    /// In thousandths of a pound: trust money came, the balance fell, own money filled it again.
    private static func lowestBalance(_ inputs: JSON) throws -> JSON {
        let figure = { (key: String) -> Int64 in
            let number = inputs[key].text.prefix { $0 != " " }
            return Int64(((Double(number) ?? .nan) * scale).rounded())
        }
        let (trust, lowest, closing) = (
            figure("trust_in"), figure("lowest_balance"), figure("closing_balance")
        )
        let day = Example.day("1913-01-01")
        let account = try MixedAccount([
            AccountMovement(day: day, .deposit(of: "A"), minor: trust),
            AccountMovement(day: day.adding(days: 1), .withdrawal, minor: trust - lowest),
            AccountMovement(day: day.adding(days: 2), .own, minor: closing - lowest),
        ])
        let traced = account.trace(.lowestBalance)
        #expect(Double(traced.closing) / scale == Double(closing) / scale)
        return .object(["traceable": .number(Double(traced.traced("A")) / scale)])
    }

    private static func waterfall(_ inputs: JSON) throws -> JSON {
        let ranks = inputs["classes"].list.map {
            PriorityWaterfall.Rank(name: $0[0].text, claims: Int64($0[1].int))
        }
        let result = PriorityWaterfall.divide(Int64(inputs["estate"].int), among: ranks)
        return .object([
            "classes": .list(
                result.payments.map {
                    .list([
                        .text($0.rank.name), .number(Double($0.paid)),
                        .number(Double($0.paid) / Double($0.rank.claims)),
                    ])
                }), "residual": .number(Double(result.residual)),
        ])
    }

    /// Invoices of whole months that nobody has paid, puts that pay exactly what the quota leaves.
    private static func comparison(_ inputs: JSON) throws -> JSON {
        let monthly = Int64(inputs["monthly_invoice"].int) * 100
        let months = inputs["months_outstanding"].int
        let margin = Int64(inputs["agency_margin_pct"].int)
        let items = try (0..<months).map { place in
            try WorkItem(
                unbilledDaysBefore: 30 * place, freelancer: monthly,
                client: monthly + monthly * margin / 100)
        }
        let left = Int64((inputs["recovery"].double * 100).rounded())
        var puts = PutSettings(
            strike: Example.eur(monthly * Int64(months) * (100 - left) / 10_000),
            premium: Example.eur(0), priceAtFiling: Example.eur(0), expiry: Example.filingDay)
        puts.size = .contracts(1)
        let outcome = try Example.run(
            Example.caseFile(items), quota: .fixed(try #require(Share(left, over: 100))),
            models: PaymentModel.allCases, puts: puts)
        let loss = { (model: PaymentModel) in
            Double(outcome.result(of: model)?.total.loss.minor ?? 0) / 100
        }
        return .object([
            "a_standard_loss": .number(loss(.standard)),
            "b_separate_payment_loss": .number(loss(.separate)),
            "c_freelancer_collects_loss": .number(loss(.collecting)),
            "d_trust_split_loss": .number(loss(.trust)),
            "e_put_hedge_residual_if_perfect": .number(loss(.hedged)),
            "a_loss_in_months": .number(loss(.standard) * 100 / Double(monthly)),
        ])
    }
}

extension WorkItem {
    /// A month of work, without VAT, that ended so many days before filing and is not paid.
    fileprivate init(unbilledDaysBefore days: Int, freelancer: Int64, client: Int64) throws {
        let end = Example.filingDay.adding(days: -days)
        self.init(
            engagement: "E-01", client: "C-01", freelancer: "F-01", clientVAT: .reverseCharge,
            freelancerVAT: .smallEntrepreneur, title: .freelancer,
            performedFrom: end.adding(days: -29),
            performedTo: end, hours: try #require(Hours("160")),
            prices: try Prices(
                clientNet: Example.eur(client), clientGross: Example.eur(client),
                freelancerNet: Example.eur(freelancer), freelancerGross: Example.eur(freelancer)),
            invoice: .init(number: "R-\(days)", day: end, dueDay: end.adding(days: 30)))
    }
}
