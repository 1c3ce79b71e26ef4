import EscrowCore
import InsolvencyCore
import MoneyCore

/// Figures of the one-day simulation: who keeps what, and why.
extension StudyPage {
    private static let routes: [(CashRoute, String)] = [
        (.trust, "fill1"), (.client, "fill2"), (.setOff, "fill3"), (.quota, "fill4"),
        (.hedge, "fill6"),
    ]

    private func recovered(_ row: FreelancerResult, _ route: CashRoute) -> Money {
        switch route {
        case .trust: row.recovered.trust
        case .client: row.recovered.client
        case .setOff: row.recovered.setOff
        case .quota: row.recovered.quota
        case .hedge:
            Money(
                minor: row.recovered.hedge.minor - row.recovered.premiums.minor, words.currency)
        case .premium: row.recovered.premiums
        case .clawback: row.clawedBack
        }
    }

    var comparison: [PageFigure] {
        let bars = outcome.models.map { model in
            BarChart.Bar(
                label: words.name(model.model), parts: parts(model.total),
                value: words.whole(Double(model.total.loss.minor)))
        }
        let lost = words.pick("verloren", "lost")
        let chart = BarChart(
            bars: bars, key: Self.routes.map { ($0.1, words.name($0.0)) } + [("fill5", lost)])
        return [
            PageFigure(
                id: "models",
                title: words.pick(
                    "Was von der offenen Summe kommt, und was verloren geht",
                    "What comes of what is exposed, and what is lost"),
                note: words.pick(
                    "Rechts der Verlust. Die Treuhand schützt nicht vor einem Kunden, der nie zahlt.",
                    "On the right the loss. The trust does not protect against a client that never "
                        + "pays."),
                svg: chart.draw(),
                headings: [
                    words.pick("Modell", "Model"), words.pick("Offen", "Exposed"),
                ] + Self.routes.map { words.name($0.0) } + [lost],
                rows: outcome.models.map { model in
                    [words.name(model.model), words.money(model.total.exposure)]
                        + Self.routes.map { words.money(recovered(model.total, $0.0)) }
                        + [words.money(model.total.loss)]
                }),
            freelancers,
        ]
    }

    private func parts(_ row: FreelancerResult) -> [BarChart.Part] {
        var parts: [BarChart.Part] = []
        var from = 0.0
        for (route, style) in Self.routes {
            let amount = recovered(row, route)
            guard !amount.isZero else { continue }
            let to = from + Double(amount.minor)
            parts.append(
                .init(
                    from: from, to: to, style: style,
                    title: "\(words.name(route)): \(words.money(amount))"))
            from = to
        }
        parts.append(
            .init(
                from: from, to: from + Double(row.loss.minor), style: "fill5",
                title: words.money(row.loss)))
        return parts
    }

    private var freelancers: PageFigure {
        PageFigure(
            id: "freelancers",
            title: words.pick("Verlust je Freiberufler", "Loss by freelancer"), svg: nil,
            headings: [words.pick("Freiberufler", "Freelancer")]
                + outcome.models.map { words.name($0.model) },
            rows: (outcome.models.first?.freelancers ?? []).indices.map { place in
                [outcome.models[0].freelancers[place].freelancer ?? ""]
                    + outcome.models.map { words.money($0.freelancers[place].loss) }
            })
    }

    /// From the exposure down to the loss, a bar for each step.
    var waterfalls: [PageFigure] {
        outcome.models.filter { $0.model != .hedged && $0.model != .separate }.map { model in
            var bars: [BarChart.Bar] = []
            var left = Double(model.total.exposure.minor)
            let first = words.pick("offen", "exposed")
            bars.append(bar(first, 0, left, "fill6", model.total.exposure))
            for (route, style) in Self.routes {
                let amount = recovered(model.total, route)
                guard !amount.isZero else { continue }
                bars.append(
                    bar(words.name(route), left - Double(amount.minor), left, style, amount))
                left -= Double(amount.minor)
            }
            bars.append(
                bar(
                    words.pick("verloren", "lost"), 0, Double(model.total.loss.minor), "fill5",
                    model.total.loss))
            return PageFigure(
                id: "claim-\(model.model.rawValue)", title: words.name(model.model),
                svg: BarChart(bars: bars).draw(),
                headings: [words.pick("Schritt", "Step"), words.pick("Betrag", "Amount")],
                rows: bars.map { [$0.label, $0.value] })
        }
    }

    private func bar(
        _ label: String, _ from: Double, _ to: Double, _ style: String, _ amount: Money
    ) -> BarChart.Bar {
        BarChart.Bar(
            label: label,
            parts: [.init(from: from, to: to, style: style, title: words.money(amount))],
            value: words.whole(Double(amount.minor)))
    }

    var estate: [PageFigure] {
        guard let model = outcome.models.first else { return [] }
        let steps = model.waterfall.steps
        let shown = steps.filter { !$0.amount.isZero }
        let bars = shown.map { bar($0.name, 0, Double($0.amount.minor), "fill1", $0.amount) }
        let claims = model.waterfall.claims
        return [
            PageFigure(
                id: "estate",
                title: words.pick(
                    "Die Masse und ihre Verteilung unter \(words.name(model.model))",
                    "The estate and its division under \(words.name(model.model))"),
                note: words.pick("Ausgang: ", "Ending: ") + model.waterfall.ending.rawValue,
                svg: BarChart(bars: bars).draw(),
                headings: [words.pick("Schritt", "Step"), words.pick("Betrag", "Amount")],
                rows: steps.map { [$0.name, words.money($0.amount)] }),
            PageFigure(
                id: "creditors", title: words.pick("Je Gläubiger", "By creditor"), svg: nil,
                headings: [
                    words.pick("Gläubiger", "Creditor"), words.pick("Forderung", "Claim"),
                    words.pick("Quote", "Dividend"), words.pick("Verlust", "Loss"),
                ],
                rows: claims.map { claim in
                    [
                        claim.creditor.id, words.money(claim.amount), words.money(claim.paid),
                        words.money(
                            Money(
                                minor: claim.amount.minor - claim.paid.minor, words.currency)),
                    ]
                }), network, tracing,
        ]
    }

    private var tracing: PageFigure {
        let bars = result.tracing.map { row in
            BarChart.Bar(
                label: row.rule.rawValue,
                parts: [
                    .init(
                        from: 0, to: Double(row.best), style: "fill3",
                        title: words.money(Double(row.best))),
                    .init(
                        from: 0, to: Double(row.worst), style: "fill1",
                        title: words.money(Double(row.worst))),
                ], value: words.whole(Double(row.traced.total)))
        }
        return PageFigure(
            id: "tracing",
            title: words.pick(
                "Was auf einem gemischten Konto gefunden würde, je Regel",
                "What would be found on a mixed account, by rule"),
            svg: BarChart(bars: bars).draw(),
            headings: [
                words.pick("Regel", "Rule"), words.pick("gefunden", "found"),
                words.pick("mindestens", "at least"), words.pick("höchstens", "at most"),
            ],
            rows: result.tracing.map { row in
                [row.rule.rawValue]
                    + [row.traced.total, row.worst, row.best].map { words.money(Double($0)) }
            })
    }
}
