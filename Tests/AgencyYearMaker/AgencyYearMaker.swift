import EscrowTestSupport
import Glibc
import LedgerSQLite

/// Lets the made-up year of an agency happen in a new book, and says what matching made of it:
/// `agency-year BOOK SEED CLIENTS FREELANCERS PERIODS`.
@main
struct AgencyYearMaker {
    static func main() async {
        let words = CommandLine.arguments
        let numbers = words.dropFirst(2).compactMap { Int($0) }
        guard words.count == 6, numbers.count == 4, numbers.allSatisfy({ $0 > 0 }) else {
            print("usage: agency-year BOOK SEED CLIENTS FREELANCERS PERIODS")
            exit(64)
        }
        do {
            let store = try SQLiteStore(path: words[1], mode: .create)
            let size = AgencyYear.Size(
                clients: numbers[1], freelancers: numbers[2], periods: numbers[3])
            var year = AgencyYear(size, seed: UInt64(numbers[0]), in: store)
            let result = try await year.run()
            print(result.text)
            for wrong in result.wrong { print("wrong: \(wrong)") }
            exit(result.wrong.isEmpty ? 0 : 1)
        } catch {
            print("agency-year: \(error)")
            exit(1)
        }
    }
}
