public import LedgerCore

/// An Ed25519 signature over a decision.
///
/// - Source: docs/spec/actors.md#what-is-signed
public struct Signature: Hashable, Sendable {
    public static let byteCount = 64

    public let bytes: [UInt8]

    /// Takes 64 bytes; nil for any other number.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }
}

/// A fact by which somebody decides, and which he signs once a key stands for him.
///
/// The signature is the last field of the body, so that what is signed is all before it.
public protocol Decision: Recordable {
    /// nil for somebody without a key.
    var signature: Signature? { get }
}

extension RecordWriter {
    /// Writes the last field of a decision.
    public mutating func signature(_ signature: Signature?) { blob(signature?.bytes ?? []) }
}

extension RecordReader {
    public mutating func signature() throws(RecordError) -> Signature? {
        let bytes = try blob()
        guard !bytes.isEmpty else { return nil }
        guard let signature = Signature(bytes) else { throw .field("signature") }
        return signature
    }
}

extension Signature {
    /// A decision's body without its signature: what the signature commits to.
    ///
    /// The field is one byte of length, because 64 is less than 128, and the signature.
    public static func content(of body: [UInt8], signature: Signature?) -> ArraySlice<UInt8> {
        body.dropLast(1 + (signature?.bytes.count ?? 0))
    }
}
