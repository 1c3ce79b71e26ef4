import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import MoneyCore

/// J28: what a till sold, whose premium is the producers'.
extension BookSimulation {
    /// A day's sales of a shop, now and then of a day to come or once more.
    mutating func sell() async throws {
        guard let shop = Self.clients.randomElement(using: &random) else { return }
        let soldOn = day.adding(days: Int.random(in: -3...0, using: &random))
        let isTomorrow = Int.random(in: 0..<12, using: &random) == 0
        let on = isTomorrow ? day.adding(days: 1) : soldOn
        let isSupplement = Bool.random(using: &random)
        let isHeld = Int.random(in: 0..<4, using: &random) == 0
        let terms = Model.Premium.allCases.randomElement(using: &random) ?? .passThrough
        let sales = (0..<Int.random(in: 1...4, using: &random)).map { _ in randomSale() }
        let parts = model.premiums(sales, terms)
        let isKnown = model.invoices.values.contains {
            $0.client == shop && $0.soldOn == on.number && !model.reversed.contains($0.number)
        }
        let isTaken =
            !parts.isEmpty && on <= day && (isSupplement || !isKnown)
            && model.course.closes.last.map { on.number > $0 } ?? true
        let bytes = Array("till at \(now)".utf8)
        let digest = try SHA256Hasher().digest(of: bytes)
        let rows = sales.map { sale in
            SalesRequest.Row(
                day: on, product: sale.product, units: sale.units,
                basePrice: SampleBook.euro("1.00"), premium: Money(minor: sale.premium, .eur),
                producer: sale.producer, place: "till")
        }
        let request = SalesRequest(
            client: shop, premium: try Self.terms(terms), release: isHeld ? .held : .onReceipt,
            digest: digest, name: "till.csv", bytes: bytes, rows: rows,
            isSupplement: isSupplement)
        let answer = try await ask("sale import", "\(shop) \(on) \(sales)", taken: isTaken) {
            engine throws(EngineError) in
            try await engine.importSales(request, SampleBook.call("sale import"))
        }
        guard let number = answer?["sales"] else { return }
        let lines = parts.map { producer, amount in
            Model.Line(
                parts: [Model.Part(owner: producer, whole: max(0, amount), has: 0)], order: [],
                isHeld: isHeld, gross: max(0, amount))
        }
        model.issue(
            Model.Invoice(
                number: number, client: shop, lines: lines,
                reference: answer?["reference"] ?? "", soldOn: on.number))
        let returned = parts.enumerated().filter { $0.element.amount < 0 }
        if !returned.isEmpty { count("a till gives back") }
        model.takeReturns(of: number, returned.map { ($0.offset, -$0.element.amount) })
    }

    /// Takes a day of sales back, or two at once, mostly such as can be.
    mutating func reverseSales() async throws {
        let isRight = Int.random(in: 0..<6, using: &random) > 0
        let days = model.invoiceOrder.filter { !isRight || model.invoices[$0]?.soldOn != nil }
        guard let first = days.suffix(12).randomElement(using: &random) else { return }
        let isAlone = Int.random(in: 0..<3, using: &random) > 0
        let second = isAlone ? nil : days.suffix(6).randomElement(using: &random)
        let numbers = model.invoiceOrder.filter { $0 == first || $0 == second }
        var after = model
        let isTaken = numbers.reversed().allSatisfy { number in
            guard after.mayReverse(number) else { return false }
            after.reverse(number)
            return true
        }
        for number in numbers.reversed() where isTaken {
            guard let day = after.invoices[number] else { continue }
            var seen: Set<String> = []
            for line in day.lines where seen.insert(line.parts[0].owner).inserted {
                after.meetPremiums(of: line.parts[0].owner, shop: day.client)
            }
        }
        let answer = try await ask("sale reverse", "\(numbers)", taken: isTaken) {
            engine throws(EngineError) in
            try await engine.reverseSales(
                numbers, reason: "wrong file", SampleBook.call("sale reverse"))
        }
        if answer != nil { model = after }
    }

    private mutating func randomSale() -> Model.Sale {
        Model.Sale(
            product: Bool.random(using: &random) ? "milk" : "honey",
            units: Int64.random(in: -8...30, using: &random),
            premium: Int64.random(in: 0...25, using: &random),
            producer: Self.producers.randomElement(using: &random) ?? "")
    }

    private static func terms(_ premium: Model.Premium) throws -> PremiumTerms {
        guard let rate = Share(7, over: 100) else { throw Failed(description: "7 % is no share") }
        return switch premium {
        case .passThrough: .passThrough
        case .gross: .consideration(rate, passesOn: .gross)
        case .net: .consideration(rate, passesOn: .net)
        }
    }
}
