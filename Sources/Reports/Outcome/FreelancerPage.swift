import EscrowCore
package import InsolvencyCore
import MoneyCore

/// One freelancer's page: what is mine, where it is, and what I would keep.
package struct FreelancerPage: Sendable {
    package let result: StudyResult
    package let freelancer: String

    /// Nil if the case does not know the freelancer.
    package init?(_ result: StudyResult, _ freelancer: String) {
        guard result.caseFile.freelancers.contains(freelancer) else { return nil }
        self.result = result
        self.freelancer = freelancer
    }

    /// One piece of the freelancer's work and where its money is.
    struct Row {
        let what: String
        let client: String
        let mine: Money
        let paid: Money
        let inTrust: Money
        let open: Money
    }

    /// In the order of the case.
    var rows: [Row] {
        result.caseFile.items.filter { $0.freelancer == freelancer }.map { item in
            let mine = item.prices.freelancerGross
            let paid = item.payouts.reduce(Int64(0)) { $0 + $1.amount.minor }
            let held = item.holding.freelancer.minor + item.holding.freelancerInFlight.minor
            let money = { (minor: Int64) in Money(minor: minor, mine.currency) }
            let work = "\(item.performedFrom) to \(item.performedTo)"
            return Row(
                what: item.invoice.map { "invoice \($0.number)" } ?? "work \(work), not invoiced",
                client: item.client, mine: mine, paid: money(paid), inTrust: money(held),
                open: money(max(0, mine.minor - paid - held)))
        }
    }

    var models: [(PaymentModel, FreelancerResult)] {
        result.outcome.models.compactMap { model in
            model.freelancers.first { $0.freelancer == freelancer }.map { (model.model, $0) }
        }
    }

    func chance(_ model: PaymentModel) -> ModelForecast.Freelancer? {
        result.forecast?.forecast(of: model)?.freelancers.first { $0.freelancer == freelancer }
    }
}

extension FreelancerPage {
    package func text() -> String {
        let outcome = result.outcome
        let root = outcome.head.root.isEmpty ? "no book" : "\(outcome.head.root.prefix(64))"
        var lines = outcome.isSample ? ["SAMPLE: the data of this book are made up."] : []
        lines += [
            "\(freelancer): if the agency files on \(outcome.filingDay), in \(outcome.currency)",
            "Scenario \(outcome.scenario.name.prefix(24)); trust "
                + "\(outcome.scenario.trust.grade.rawValue); opened \(outcome.openingDay), "
                + "distributed \(outcome.distributionDay)",
            "Head \(outcome.head.size):\(root)", "", "What is mine, and where it is",
        ]
        lines += whereabouts().lines() + ["", "What I would keep"] + kept().lines() + [""]
        return (lines + OutcomeNotes(outcome).lines).reduce(into: "") { $0 += $1 + "\n" }
    }

    private func whereabouts() -> TextTable {
        var table = TextTable([
            .init("Work"), .init("Client"), .init("Mine", .right), .init("Paid", .right),
            .init("In the trust", .right), .init("With the client", .right),
        ])
        let rows = rows
        // What is paid in full needs no line of its own.
        let settled = rows.filter { $0.mine == $0.paid }
        for row in rows where row.mine != row.paid {
            table.append(cells(row.what, row.client, [row]))
        }
        if !settled.isEmpty { table.append(cells("\(settled.count) paid in full", "", settled)) }
        table.totals = cells("All", "", rows)
        return table
    }

    private func cells(_ what: String, _ client: String, _ rows: [Row]) -> [String] {
        let sum = { (part: (Row) -> Money) in
            Money(
                minor: rows.reduce(0) { $0 + part($1).minor }, result.outcome.currency
            ).grouped()
        }
        return [
            String(what.prefix(40)), String(client.prefix(20)), sum(\.mine), sum(\.paid),
            sum(\.inTrust), sum(\.open),
        ]
    }

    private func kept() -> TextTable {
        let models = models
        var table = TextTable(
            [TextTable.Column("")]
                + models.map { .init("(\($0.0.letter)) \($0.0.short)", .right) })
        let amounts: [(String, (FreelancerResult) -> Money)] = [
            ("Paid before", \.alreadyPaid), ("Not paid yet", \.exposure),
            ("  from the trust", \.recovered.trust), ("  from the client", \.recovered.client),
            ("  by set-off", \.recovered.setOff), ("  as quota", \.recovered.quota),
            ("  by puts", \.recovered.hedge), ("  less premiums", \.recovered.premiums),
            ("Given back", \.clawedBack), ("Lost", \.loss), ("  net of VAT", \.lossNetOfVAT),
            ("Mine in the end", \.finally), ("Worth on filing day", \.presentValue),
        ]
        for (label, part) in amounts where models.contains(where: { !part($0.1).isZero }) {
            table.append([label] + models.map { part($0.1).grouped() })
        }
        table.append(["First cash"] + models.map { $0.1.firstCashDay.map { "\($0)" } ?? "-" })
        table.append(["Last cash"] + models.map { $0.1.cash.last.map { "\($0.day)" } ?? "-" })
        let figures = ForecastFigures(currency: result.outcome.currency)
        let chances = models.map { chance($0.0) }
        guard chances.contains(where: { $0 != nil }) else { return table }
        let row = { (label: String, part: (ModelForecast.Freelancer) -> String) in
            [label] + chances.map { $0.map(part) ?? "-" }
        }
        table.append(row("Expected loss") { figures.money($0.meanLoss).grouped() })
        table.append(row("  standard error") { figures.money($0.meanError).grouped() })
        table.append(
            row("More than a month's pay lost") { ForecastFigures.percent($0.monthLost) + " %" })
        return table
    }

    package func json() -> JSONText {
        let outcome = StudyJSON.document(result)
        guard case .object(let members) = outcome else { return outcome }
        let work = rows.map { row -> JSONText in
            [
                "work": .string(row.what), "client": .string(row.client),
                "mine": .money(row.mine), "paid": .money(row.paid),
                "inTrust": .money(row.inTrust), "withClient": .money(row.open),
            ]
        }
        let kept = members.filter {
            [
                "program", "sample", "head", "currency", "filingDay",
                "openingDay", "distributionDay", "scenario", "notes",
            ].contains($0.name)
        }
        let results = models.map { model, row -> JSONText in
            [
                "model": .string(model.rawValue), "result": OutcomeJSON.freelancer(row),
                "chance": chance(model).map {
                    ForecastJSON(result.outcome.currency).freelancer($0)
                } ?? .null,
            ]
        }
        return .object(
            [.init("freelancer", .string(freelancer))] + kept + [
                .init("work", .array(work)), .init("models", .array(results)),
            ])
    }

    package func csv() -> String {
        let currency = result.outcome.currency
        var csv = CSVText(header: ["section", "who", "client", "figure", "value", "currency"])
        for row in rows {
            for (figure, amount) in [
                ("mine", row.mine), ("paid", row.paid), ("inTrust", row.inTrust),
                ("withClient", row.open),
            ] {
                csv.append(["work", row.what, row.client, figure, amount.plain, currency.code])
            }
        }
        for (model, row) in models {
            for (figure, amount) in [
                ("alreadyPaid", row.alreadyPaid), ("exposure", row.exposure),
                ("recoveredTrust", row.recovered.trust), ("recoveredClient", row.recovered.client),
                ("recoveredSetOff", row.recovered.setOff), ("recoveredQuota", row.recovered.quota),
                ("recoveredHedge", row.recovered.hedge), ("premiums", row.recovered.premiums),
                ("givenBack", row.clawedBack), ("loss", row.loss),
                ("lossNetOfVAT", row.lossNetOfVAT), ("finally", row.finally),
                ("presentValue", row.presentValue),
            ] {
                csv.append(["kept", model.rawValue, "", figure, amount.plain, currency.code])
            }
        }
        return csv.text
    }
}
