import Glibc
import LargeBook
import MoneyCore

/// Makes a book with open invoices, and the camt.053 file of so many megabytes that pays them.
@main
struct MakeLargeBook {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let megabytes = Int(arguments[3]), megabytes > 0,
            let issued = Day("2013-01-31"), let paid = Day("2013-03-01")
        else {
            print("usage: make-large-book BOOK CAMT MEGABYTES")
            exit(64)
        }
        let size = InvoiceSeries.Size(clients: 200, freelancers: 2_000)
        let maker = try await BookMaker.make(arguments[1], size, on: issued)
        let camt = CamtWriter(maker.series, issued: issued, paid: paid)
        let lines = try camt.lineCount(bytes: megabytes << 20)
        let invoices = CamtWriter.invoiceCount(lines: lines)
        try await maker.issue(0..<invoices, on: issued)
        try camt.write(arguments[2], lines: lines)
        print("\(arguments[1]): \(invoices) open invoices; \(arguments[2]): \(lines) lines")
    }
}
