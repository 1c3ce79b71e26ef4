import ArgumentParser

struct InvoiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoice",
        abstract: "Invoices to clients, payable into the trust account.",
        subcommands: [
            InvoiceIssue.self, InvoiceList.self, InvoiceShow.self, InvoiceCredit.self,
            InvoiceWriteOff.self, InvoiceSetOff.self, InvoiceFacts.self, InvoiceInspect.self,
            InvoiceLinkCommand.self,
        ])
}
