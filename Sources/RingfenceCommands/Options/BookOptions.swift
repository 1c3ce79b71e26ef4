import ArgumentParser
import BackOffice
import EscrowEngine
import Glibc
import LedgerSQLite
import MoneyCore

/// Which book.
struct BookOptions: ParsableArguments {
    @Option(name: .long, help: "The book's file. Default: RINGFENCE_BOOK.", completion: .file())
    var book: String?

    func path() throws -> String {
        guard let path = book ?? Environment["RINGFENCE_BOOK"] else {
            throw Failure(
                "usage.book", "no book is named",
                hint: "give --book PATH, or set RINGFENCE_BOOK", .usage)
        }
        return path
    }

    /// The engine of the book, for reading only.
    func reader() throws -> Engine {
        Engine(store: try SQLiteStore(path: try path(), mode: .readOnly), surroundings: .computer())
    }

    /// The engine of the book, ready to write; a sample book may be told the time.
    func writer(at time: Instant?) throws -> Engine {
        Engine(
            store: try SQLiteStore(path: try path(), mode: .open),
            surroundings: .computer(givenTime: time))
    }
}

/// Variables of the environment; an empty one counts as not set.
enum Environment {
    static subscript(name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
