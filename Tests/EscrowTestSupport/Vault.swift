package import LedgerCore

/// Keeps the personal values of records under seals that are only numbers, for tests of records.
package struct Vault {
    private var values: [[UInt8]: [UInt8]] = [:]

    package init() {}

    /// Writes a body and puts its personal values away.
    package mutating func body(_ write: (inout RecordWriter) -> Void) -> [UInt8] {
        var writer = RecordWriter()
        write(&writer)
        return writer.finish { value in
            let seal = [UInt8](repeating: UInt8(values.count + 1), count: RecordWriter.sealSize)
            values[seal] = value
            return seal
        }
    }

    /// A reader that finds what was put away.
    package func reader(_ bytes: [UInt8]) -> RecordReader {
        let values = values
        return RecordReader(bytes) { values[$0] }
    }
}
