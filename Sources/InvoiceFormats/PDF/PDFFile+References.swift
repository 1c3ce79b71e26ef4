extension PDFFile {
    /// Reads the cross-reference tables and streams, the newest first; false where one is broken.
    mutating func readReferences() -> Bool {
        guard var next = lastReferences() else { return false }
        var seen: Set<Int> = []
        var later: [Int] = []
        while true {
            guard next >= 0, next < bytes.count, seen.insert(next).inserted, seen.count <= 1024
            else { return false }
            guard let found = readTable(at: next) ?? readStream(at: next) else { return false }
            trailer.merge(found) { newer, _ in newer }
            // A table may name a stream with the objects that old readers do not see.
            if let hidden = found["XRefStm"]?.integer { later.append(origin + hidden) }
            if let previous = found["Prev"]?.integer { later.append(origin + previous) }
            guard !later.isEmpty else { return true }
            next = later.removeFirst()
            if seen.contains(next) {
                guard !later.isEmpty else { return true }
                next = later.removeFirst()
            }
        }
    }

    /// Where the last `startxref` points to.
    private func lastReferences() -> Int? {
        let mark = Array("startxref".utf8)
        let end = bytes.count - mark.count
        guard end >= 0 else { return nil }
        for index in stride(from: end, through: max(0, end - 4096), by: -1)
        where bytes[index] == mark[0] && bytes[index...].starts(with: mark) {
            var parser = PDFParser(bytes, at: index + mark.count)
            return parser.plainInteger().map { origin + $0 }
        }
        return nil
    }

    /// A table with its trailer; the first place that is told of an object counts.
    private mutating func readTable(at start: Int) -> [String: PDFObject]? {
        var parser = PDFParser(bytes, at: start)
        guard parser.take("xref") else { return nil }
        while !parser.take("trailer") {
            guard let first = parser.plainInteger(), let count = parser.plainInteger() else {
                return nil
            }
            for number in 0..<count {
                guard let offset = parser.plainInteger(), parser.plainInteger() != nil,
                    places.count < Self.objectsMax
                else { return nil }
                if parser.take("n") {
                    remember(first + number, .at(origin + offset))
                } else if parser.take("f") {
                    remember(first + number, .free)
                } else {
                    return nil
                }
            }
        }
        guard case .dictionary(let members)? = parser.object() else { return nil }
        return members
    }

    private mutating func remember(_ number: Int, _ place: Place) {
        if places[number] == nil { places[number] = place }
    }

    /// A stream of references, whose dictionary is the trailer.
    private mutating func readStream(at start: Int) -> [String: PDFObject]? {
        var parser = PDFParser(bytes, at: start)
        guard let found = parser.indirect(), let members = found.object.dictionary,
            let widths = members["W"]?.array?.compactMap(\.integer), widths.count == 3,
            widths.allSatisfy({ (0...8).contains($0) }), let content = content(of: found.object)
        else { return nil }
        let width = widths.reduce(0, +)
        guard width > 0 else { return nil }
        var spans = members["Index"]?.array?.compactMap(\.integer) ?? []
        if spans.isEmpty { spans = [0, content.count / width] }
        var position = 0
        for index in stride(from: 0, to: spans.count - 1, by: 2) {
            let (first, count) = (spans[index], spans[index + 1])
            guard first >= 0, first <= Self.objectsMax * 16, count >= 0 else { return nil }
            for number in 0..<count {
                guard position + width <= content.count else { break }
                let fields = Self.fields(content, position, widths)
                position += width
                guard places.count < Self.objectsMax else { return nil }
                remember(first + number, place(fields, hasType: widths[0] > 0))
            }
        }
        return members
    }

    private func place(_ fields: [Int], hasType: Bool) -> Place {
        switch hasType ? fields[0] : 1 {
        case 1: .at(origin &+ fields[1])
        case 2: .packed(in: fields[1], index: fields[2])
        default: .free
        }
    }

    /// Numbers of the given widths in bytes; what does not fit a position is far outside.
    private static func fields(_ content: [UInt8], _ start: Int, _ widths: [Int]) -> [Int] {
        var position = start
        return widths.map { width in
            var value: UInt64 = 0
            for _ in 0..<width {
                value = value << 8 | UInt64(content[position])
                position += 1
            }
            return value <= UInt64(Int32.max) ? Int(value) : Int(Int32.max)
        }
    }
}

extension PDFFile {
    /// Finds objects and trailers without any table; a later object of the same number counts.
    mutating func lookThrough() {
        var found: [String: PDFObject] = [:]
        var position = origin
        while let mark = find(" obj", from: position), places.count < Self.objectsMax {
            position = mark + 4
            guard let start = beginning(of: mark) else { continue }
            var parser = PDFParser(bytes, at: start)
            let indirect = parser.indirect()
            guard spend(parser.position - start) else { break }
            guard let (number, object) = indirect else { continue }
            places[number] = .at(start)
            guard let members = object.dictionary else { continue }
            switch members["Type"]?.name {
            case "Catalog": found["Root"] = .reference(number)
            case "XRef": found.merge(members.filter { Self.wanted.contains($0.key) }) { $1 }
            case "ObjStm": rememberPacked(in: number, object)
            default: break
            }
        }
        position = origin
        while let mark = find("trailer", from: position) {
            position = mark + 7
            var parser = PDFParser(bytes, at: position)
            let object = parser.object()
            guard spend(parser.position - position) else { break }
            guard let members = object?.dictionary else { continue }
            found.merge(members.filter { Self.wanted.contains($0.key) }) { $1 }
        }
        trailer = found
    }

    private static let wanted: Set<String> = ["Root", "Encrypt"]

    /// Goes back over `12 0` in front of ` obj`.
    private func beginning(of mark: Int) -> Int? {
        var index = mark - 1
        func skipDigits() -> Bool {
            let behind = index
            while index >= 0, bytes[index] >= 48, bytes[index] <= 57, behind - index < 12 {
                index -= 1
            }
            return index < behind
        }
        guard skipDigits(), index >= 0, PDFParser.isBlank(bytes[index]) else { return nil }
        index -= 1
        guard skipDigits() else { return nil }
        return index + 1
    }

    /// Objects of an object stream, where the file itself has none of that number.
    private mutating func rememberPacked(in number: Int, _ container: PDFObject) {
        guard let members = container.dictionary, let count = members["N"]?.integer,
            let content = content(of: container)
        else { return }
        var parser = PDFParser(content)
        var index = 0
        while index < count, let inner = parser.plainInteger(), parser.plainInteger() != nil {
            remember(inner, .packed(in: number, index: index))
            index += 1
        }
    }
}
