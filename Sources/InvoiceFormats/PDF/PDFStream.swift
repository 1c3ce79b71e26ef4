import CZlib

/// Restores the bytes of a stream.
///
/// - Source: ISO 32000-1, 7.4; RFC 1950
enum PDFStream {
    /// Inflates, up to a limit; nil where the data are broken or more than that.
    static func inflate(_ packed: ArraySlice<UInt8>, limit: Int) -> [UInt8]? {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit_(&stream, ZLIB_VERSION, size) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var input = Array(packed)
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 14)
        let isWhole = input.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(clamping: source.count)
            while true {
                let code = piece.withUnsafeMutableBufferPointer { target in
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    return CZlib.inflate(&stream, Z_NO_FLUSH)
                }
                let count = piece.count - Int(stream.avail_out)
                guard output.count + count <= limit else { return false }
                output += piece[..<count]
                if code == Z_STREAM_END { return true }
                guard code == Z_OK, count > 0 || stream.avail_in > 0 else { return false }
            }
        }
        return isWhole ? output : nil
    }

    /// Takes the differences back that PNG's predictors made; nil for a form that cannot be.
    static func unpredict(_ bytes: [UInt8], _ parameters: [String: PDFObject]) -> [UInt8]? {
        let predictor = parameters["Predictor"]?.integer ?? 1
        guard predictor > 1 else { return bytes }
        let columns = parameters["Columns"]?.integer ?? 1
        let colors = parameters["Colors"]?.integer ?? 1
        guard predictor >= 10, colors == 1, (parameters["BitsPerComponent"]?.integer ?? 8) == 8,
            (1...(1 << 16)).contains(columns)
        else { return nil }
        var rows: [UInt8] = []
        var above = [UInt8](repeating: 0, count: columns)
        var start = 0
        while start + columns < bytes.count {
            var row = Array(bytes[(start + 1)..<(start + 1 + columns)])
            guard undo(bytes[start], &row, above) else { return nil }
            rows += row
            above = row
            start += columns + 1
        }
        return rows
    }

    private static func undo(_ filter: UInt8, _ row: inout [UInt8], _ above: [UInt8]) -> Bool {
        guard filter <= 4 else { return false }
        for index in row.indices {
            let left = index > 0 ? row[index - 1] : 0
            let corner = index > 0 ? above[index - 1] : 0
            switch filter {
            case 1: row[index] &+= left
            case 2: row[index] &+= above[index]
            case 3: row[index] &+= UInt8((Int(left) + Int(above[index])) / 2)
            case 4: row[index] &+= paeth(left, above[index], corner)
            default: break
            }
        }
        return true
    }

    private static func paeth(_ left: UInt8, _ up: UInt8, _ corner: UInt8) -> UInt8 {
        let estimate = Int(left) + Int(up) - Int(corner)
        let (a, b, c) = (
            abs(estimate - Int(left)), abs(estimate - Int(up)), abs(estimate - Int(corner))
        )
        if a <= b, a <= c { return left }
        return b <= c ? up : corner
    }
}
