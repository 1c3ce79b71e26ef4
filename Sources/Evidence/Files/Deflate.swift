import CZlib

/// Compression of one chunk of an imported file, in the zlib format.
///
/// - Source: RFC 1950, RFC 1951.
package enum Deflate {
    /// No deflate stream expands by more than this, so a greater stated size is false.
    private static let expansionMax = 1032

    /// Compresses a chunk.
    ///
    /// - Throws: `compression`.
    /// - Complexity: O(*n*) in the length of the chunk.
    package static func compress(_ chunk: [UInt8]) throws(EvidenceError) -> [UInt8] {
        var count = compressBound(uLong(chunk.count))
        var code = Z_OK
        let compressed = [UInt8](unsafeUninitializedCapacity: Int(count)) { output, initialised in
            code = compress2(
                output.baseAddress, &count, chunk, uLong(chunk.count), Z_DEFAULT_COMPRESSION)
            initialised = code == Z_OK ? Int(count) : 0
        }
        guard code == Z_OK else { throw .compression(code: code) }
        return compressed
    }

    /// Restores a chunk of which the original size is known.
    ///
    /// Never writes more than the stated size, and refuses less, and bytes behind the end.
    ///
    /// - Throws: `damagedChunk`.
    /// - Complexity: O(*n*) in the stated size.
    package static func decompress(
        _ compressed: [UInt8], originalByteCount: Int
    )
        throws(EvidenceError) -> [UInt8]
    {
        let damaged = EvidenceError.damagedChunk(
            statedByteCount: originalByteCount, code: Z_DATA_ERROR)
        guard originalByteCount >= 0, originalByteCount / expansionMax <= compressed.count else {
            throw damaged
        }
        var count = uLong(originalByteCount)
        var consumed = uLong(compressed.count)
        var code = Z_OK
        // One byte more than needed, because zlib wants an address even for an empty original.
        let chunk = [UInt8](unsafeUninitializedCapacity: originalByteCount + 1) {
            output, initialised in
            code = uncompress2(output.baseAddress, &count, compressed, &consumed)
            initialised = code == Z_OK ? Int(count) : 0
        }
        guard code == Z_OK else {
            throw .damagedChunk(statedByteCount: originalByteCount, code: code)
        }
        guard chunk.count == originalByteCount, Int(consumed) == compressed.count else {
            throw damaged
        }
        return chunk
    }
}
