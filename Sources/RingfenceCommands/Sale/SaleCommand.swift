import ArgumentParser

/// Sales under two prices, whose premium is the producers'.
struct SaleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sale", abstract: "Take a shop's sales: the premium is the producers'.",
        subcommands: [
            SaleImport.self, SaleReverse.self, SaleList.self, SaleShow.self, SaleTotal.self,
        ])
}
