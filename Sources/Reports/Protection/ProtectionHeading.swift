package import MoneyCore

/// Which state of which book a protection report shows.
package struct ProtectionHeading: Hashable, Sendable {
    package let isSample: Bool
    package let book: BookID
    package let size: Int64
    package let root: String

    package init(isSample: Bool, book: BookID, size: Int64, root: String) {
        self.isSample = isSample
        self.book = book
        self.size = size
        self.root = root
    }
}
