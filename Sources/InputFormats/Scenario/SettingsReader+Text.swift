import Yams

extension SettingsReader {
    /// Reads the top mapping of a YAML text.
    ///
    /// - Parameters:
    ///   - text: YAML; JSON is YAML.
    ///   - file: The name for messages.
    ///   - bytesMax: A longer text is refused before it is parsed.
    ///   - what: What the file is, for messages: `A scenario`.
    ///   - empty: What to do about an empty file.
    ///   - example: The page that shows an example.
    /// - Throws: `InputError` at the place where the text is no YAML.
    init(
        text: String, file: String, bytesMax: Int, what: String, empty: String, example: String
    ) throws(InputError) {
        guard text.utf8.count <= bytesMax else {
            throw InputError(
                file: file, line: 1, message: "The file has more than \(bytesMax) bytes.",
                remedy: "\(what) is a page of settings; check that this is the right file.")
        }
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw Self.malformed(
                error, file, remedy: "Correct the YAML; \(example) shows an example.")
        }
        guard let node else {
            throw InputError(file: file, line: 1, message: "The file is empty.", remedy: empty)
        }
        try self.init(node, file: file)
    }

    private static func malformed(
        _ error: any Error, _ name: String, remedy: String
    ) -> InputError {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return Self.error(name, mark, "The file is not YAML: \(problem).", remedy)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.sorted().joined(separator: ", ")
            return Self.error(
                name, context.mark, "Written twice: \(keys).", "Leave one of them.")
        case .reader(let problem, _, _, _):
            return InputError(
                file: name, line: 1, message: "The file cannot be read: \(problem).", remedy: remedy
            )
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded, nil:
            return InputError(file: name, line: 1, message: "The file is not YAML.", remedy: remedy)
        }
    }

    /// The mappings of a list; nil if the key is not there.
    ///
    /// Places count from 0 in paths.
    func sections(_ key: String) throws(InputError) -> [SettingsReader]? {
        guard let nodes = try nodes(key) else { return nil }
        var sections: [SettingsReader] = []
        for (index, node) in nodes.enumerated() {
            sections.append(try SettingsReader(node, file: file, path: "\(name(key)).\(index)"))
        }
        return sections
    }

    /// The nodes of a list; nil if the key is not there.
    func nodes(_ key: String) throws(InputError) -> [Node]? {
        guard let node = node(key) else { return nil }
        guard case .sequence(let sequence) = node else {
            throw refusal(key, "is not a list.", "Write one item to a line, each behind a dash.")
        }
        return Array(sequence)
    }
}
