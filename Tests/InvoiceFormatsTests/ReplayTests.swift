import EscrowTestSupport
import InvoiceFormats
import Testing

/// Broken input: an error or a result, never a crash, a hang, or memory out of proportion.
@Suite("Invoice files that are broken")
struct ReplayTests {
    @Test("A file cut at any byte is refused", arguments: InvoiceSample.names)
    func truncation(name: String) throws {
        let bytes = try InvoiceSample.bytes(name)
        let end = try #require(bytes.lastIndex(of: UInt8(ascii: ">")))
        for length in 0...end where InvoiceSample.refusal(Array(bytes[..<length])) == nil {
            Issue.record("\(name) cut to \(length) bytes was read")
        }
    }

    @Test(
        "A PDF cut at any byte is refused or read whole", arguments: PDFSample.References.allCases)
    func cutPDF(references: PDFSample.References) throws {
        var pdf = PDFSample(try InvoiceSample.bytes("minimum-cii"))
        pdf.references = references
        let bytes = pdf.bytes()
        let whole = try InvoiceFile.read(bytes)
        for length in 0..<bytes.count {
            guard let found = try? InvoiceFile.read(Array(bytes[..<length])) else { continue }
            #expect(found == whole)
        }
    }

    /// 10,000 cases for each parser: 20 seeds of 500.
    static let seeds = UInt64(1)...20
    static let casesPerSeed = 500

    @Test("UBL with changed bytes, huge fields and deep nesting", arguments: seeds)
    func ubl(seed: UInt64) throws { try replay(seed, ["invoice-ubl", "credit-note-ubl"]) { $0 } }

    @Test("CII with changed bytes, huge fields and deep nesting", arguments: seeds)
    func cii(seed: UInt64) throws {
        try replay(seed, ["minimum-cii", "zugferd-1", "invoice-cii"]) { $0 }
    }

    @Test("PDF with changed bytes, huge fields and deep nesting", arguments: seeds)
    func pdf(seed: UInt64) throws {
        try replay(seed, ["minimum-cii"]) { xml in
            var pdf = PDFSample(xml)
            let forms = PDFSample.References.allCases
            pdf.references = forms[Int(seed) % forms.count]
            let namings = PDFSample.Naming.allCases
            pdf.naming = namings[Int(seed) / forms.count % namings.count]
            pdf.isDeflated = seed % 2 == 0
            return pdf.bytes()
        }
    }

    private func replay(
        _ seed: UInt64, _ names: [String], _ wrap: ([UInt8]) -> [UInt8]
    ) throws {
        var random = SeededRandom(seed: seed)
        let originals = try names.map { wrap(try InvoiceSample.bytes($0)) }
        var read = 0
        for index in 0..<Self.casesPerSeed {
            let original = originals[index % originals.count]
            if InvoiceSample.refusal(Self.broken(original, &random)) == nil { read += 1 }
        }
        // Some are refused, and some are read: the changes reach what lies behind the door.
        #expect(read > 0 && read < Self.casesPerSeed)
    }

    private static func broken(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            guard !bytes.isEmpty else { return bytes }
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0...2: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 3: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 4:
                let end = min(bytes.count, place + Int.random(in: 1...64, using: &random))
                bytes.removeSubrange(place..<end)
            case 5:
                let end = min(bytes.count, place + Int.random(in: 1...64, using: &random))
                bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
            case 6: grow(&bytes, at: place, &random)
            default: bytes.removeLast(min(bytes.count, Int.random(in: 1...32, using: &random)))
            }
        }
        return bytes
    }

    /// Puts a huge number, or an opening many times over, where there is one.
    private static func grow(
        _ bytes: inout [UInt8], at place: Int, _ random: inout SeededRandom
    ) {
        let digit = bytes[place...].firstIndex { $0 >= 48 && $0 <= 57 } ?? place
        let piece: [UInt8] =
            switch Int.random(in: 0..<4, using: &random) {
            case 0: Array(repeating: 57, count: Int.random(in: 1...40, using: &random))
            case 1: Array(String(repeating: "<a>", count: 100).utf8)
            case 2: Array(String(repeating: "[<<", count: 40).utf8)
            default: Array("-9223372036854775808".utf8)
            }
        bytes.insert(contentsOf: piece, at: digit)
    }
}
