import ArgumentParser
import BackOffice
import EscrowEngine
import Reports

/// Prints a self-billing document.
struct SelfBillingShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a self-billing document, in German or English.",
        discussion: """
            With --format xrechnung it is printed as the e-invoice that the freelancer gets.

            EXAMPLE:
              ringfence self-billing show GS-2013-0001 --format xrechnung >GS-2013-0001.xml
            """)

    @Argument(help: "Number of the document.")
    var number: String

    @OptionGroup var book: BookOptions

    @Option(help: "Form of the document.")
    var format = InvoiceShow.Form.text

    @Option(help: "Language of text and html: de or en.")
    var language = Language.german

    @Flag(name: .shortAndLong, help: "Say nothing that is only for people.")
    var quiet = false

    func run() async throws {
        let engine = try book.reader()
        if format == .xrechnung {
            let file = try await engine.look {
                try $0.xrechnung(selfBilling: number, today: try engine.today($0))
            }
            return try output.show(text: file)
        }
        let view = try await engine.look { try $0.selfBillingView(number: number) }
        switch format {
        case .xrechnung: break
        case .text: try output.show(text: InvoiceText.render(view, language))
        case .html: try output.show(text: InvoiceHTML.render(view, language))
        case .json: try output.show(view.json)
        }
        if !view.missing.isEmpty {
            output.note(
                "note: the document lacks \(view.missing.joined(separator: ", ")) (UStG § 14 (4))")
        }
    }
}

extension SelfBillingShow: FormattedCommand {
    var output: OutputOptions {
        OutputOptions(format: format == .json ? .json : .text, quiet: quiet)
    }
}
