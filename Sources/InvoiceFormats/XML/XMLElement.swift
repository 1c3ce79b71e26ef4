/// One group of an XML file, such as a line of an invoice, with all that stands in it.
struct XMLElement: Hashable, Sendable {
    /// Without prefix.
    let name: String
    /// In which line of the file it begins.
    let line: Int
    var text = ""
    var attributes: [Attribute: String] = [:]
    var children: [XMLElement] = []

    /// The attributes that anybody asks for.
    enum Attribute: String, CaseIterable {
        case currency = "currencyID"
        case unit = "unitCode"
        case scheme = "schemeID"
        case format = "format"
    }

    init(_ name: String, line: Int) {
        self.name = name
        self.line = line
    }

    /// The text without the white space around it; nil where there is none.
    var value: String? {
        var rest = Substring(text)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest.isEmpty ? nil : String(rest)
    }

    /// All elements at the end of a path of names.
    func all(_ path: String...) -> [XMLElement] { all(path[...]) }

    /// The first element at the end of a path.
    func first(_ path: String...) -> XMLElement? { first(path[...]) }

    /// The first text at the end of a path that is not empty.
    func text(_ path: String...) -> String? {
        for element in all(path[...]) {
            if let value = element.value { return value }
        }
        return nil
    }

    private func all(_ path: ArraySlice<String>) -> [XMLElement] {
        guard let name = path.first else { return [self] }
        return children.filter { $0.name == name }.flatMap { $0.all(path.dropFirst()) }
    }

    private func first(_ path: ArraySlice<String>) -> XMLElement? {
        guard let name = path.first else { return self }
        for child in children where child.name == name {
            if let found = child.first(path.dropFirst()) { return found }
        }
        return nil
    }
}
