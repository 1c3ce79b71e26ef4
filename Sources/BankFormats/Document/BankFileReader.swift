import Glibc

/// Reads a bank file of any form: XML, MT940 and MT942, tables, and ZIP files of them.
///
/// What it unpacks is on disk for as long as it lives.
///
/// - Source: docs/spec/bank-import.md#forms
package struct BankFileReader: ~Copyable {
    package let document: BankDocument
    private let workspace: Workspace

    /// Texts are kept whole, so they are bounded.
    static let textLimit = 64 << 20

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: A regular file.
    ///   - name: How messages call it.
    ///   - options: What a person says of the file.
    ///   - progress: Called while XML is read.
    /// - Throws: Why the form of the file is broken.
    package init(
        path: String, name: String, options: ReadingOptions = ReadingOptions(),
        progress: CamtFile.Progress? = nil
    ) throws(BankFileError) {
        var parts = PartReader(name: name, options: options, progress: progress)
        var workspace = Workspace()
        try parts.read(path, into: &workspace)
        document = try parts.document()
        self.workspace = workspace
    }
}

/// The parts of one file, each read by its form.
private struct PartReader {
    let name: String
    let options: ReadingOptions
    let progress: CamtFile.Progress?
    private var sources: [BankDocument.Source] = []
    private var findings = Findings()

    init(name: String, options: ReadingOptions, progress: CamtFile.Progress?) {
        self.name = name
        self.options = options
        self.progress = progress
    }

    /// Balances that were given must be those of one statement.
    func document() throws(BankFileError) -> BankDocument {
        let document = BankDocument(name: name, sources: sources, findings: findings)
        let count = document.statements.count { $0.hasGivenBalances }
        let isUseless = options.given != nil && count == 0 && document.fault == nil
        guard count <= 1, !isUseless else {
            throw BankFileError(
                file: name, line: nil, place: nil, reason: .givenBalances(count: count))
        }
        return document
    }

    mutating func read(_ path: String, into workspace: inout Workspace) throws(BankFileError) {
        switch try form(path) {
        case .zip: try unpack(path, into: &workspace)
        case .xml:
            sources.append(
                .camt(
                    try CamtFile(
                        reading: [(path, name)], name: name, options: options, progress: progress)))
        case .text: sources.append(.text(try text(path, name)))
        }
    }

    private enum Form { case zip, xml, text }

    /// What a file is, by its first bytes.
    private func form(_ path: String) throws(BankFileError) -> Form {
        let head = try bytes(path, name, upTo: 4096, isWhole: false)
        if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) {
            return .zip
        }
        let first = head.first { byte in
            // White space, and what byte order marks and UTF-16 put before a letter.
            byte > 0x20 && byte != 0xEF && byte != 0xBB && byte != 0xBF && byte < 0xFE
        }
        return first == nil || first == UInt8(ascii: "<") ? .xml : .text
    }

    private mutating func unpack(
        _ path: String, into workspace: inout Workspace
    ) throws(BankFileError) {
        do {
            try unpackMembers(path, into: &workspace)
        } catch {
            if let error = error as? BankFileError { throw error }
            let reason = error as? BankFileError.Reason ?? .brokenArchive("\(error)")
            throw BankFileError(file: name, line: nil, place: nil, reason: reason)
        }
    }

    /// All XML files are one camt file, so that a statement can have its pages in several.
    private mutating func unpackMembers(
        _ path: String, into workspace: inout Workspace
    ) throws {
        let archive = try ZipArchive(path: path)
        var left = ZipArchive.totalLimit
        var xml: [(path: String, name: String)] = []
        var texts: [(path: String, name: String)] = []
        for index in archive.members.indices {
            let member = archive.members[index]
            guard !member.isFolder else { continue }
            guard !member.isEncrypted, member.method == 0 || member.method == 8 else {
                findings.add(member.name, "encrypted or packed in a way not read here; skipped")
                continue
            }
            let file = try workspace.create()
            defer { close(file.descriptor) }
            left -= try archive.extract(member, to: file.descriptor, limit: left)
            switch try form(file.path) {
            case .zip: findings.add(member.name, "a ZIP file inside of a ZIP file; skipped")
            case .xml: xml.append((file.path, member.name))
            case .text: texts.append((file.path, member.name))
            }
        }
        try read(xml, texts)
        guard !sources.isEmpty else { throw BankFileError.Reason.noStatement }
    }

    private mutating func read(
        _ xml: [(path: String, name: String)], _ texts: [(path: String, name: String)]
    ) throws {
        var messages: [(path: String, name: String)] = []
        for file in xml {
            // A file of another kind beside the statements is skipped; one that is broken is not.
            do {
                var walker = try CamtWalker(path: file.path, file: file.name, progress: nil)
                _ = try walker.next()
            } catch {
                if case .notAStatement = error.reason {
                    findings.add(file.name, error.reason.fact + " Skipped.")
                    continue
                }
            }
            messages.append(file)
        }
        if !messages.isEmpty {
            sources.append(.camt(try CamtFile(reading: messages, name: name, options: options)))
        }
        for file in texts {
            do {
                sources.append(.text(try text(file.path, file.name)))
            } catch {
                guard case .unknownFormat = error.reason else { throw error }
                findings.add(file.name, error.reason.fact + " Skipped.")
            }
        }
    }

    private func text(_ path: String, _ name: String) throws(BankFileError) -> ParsedText {
        let decoded = TextDecoding.decode(
            try bytes(path, name, upTo: BankFileReader.textLimit, isWhole: true))
        var parsed: ParsedText
        if options.layout == nil, MTFields.isMT(decoded.text) {
            parsed = MTFile.parse(decoded.text, file: name, options)
        } else {
            do {
                parsed = try CSVStatements.parse(decoded.text, file: name, options)
            } catch {
                throw BankFileError(file: name, line: nil, place: nil, reason: error)
            }
        }
        if let encoding = decoded.otherEncoding {
            parsed.warn(name, "not written in UTF-8; read as \(encoding)")
        }
        return parsed
    }

    private func bytes(
        _ path: String, _ name: String, upTo limit: Int, isWhole: Bool
    ) throws(BankFileError) -> [UInt8] {
        func failure(_ reason: BankFileError.Reason) -> BankFileError {
            BankFileError(file: name, line: nil, place: nil, reason: reason)
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw failure(.unreadable(String(cString: strerror(errno))))
        }
        defer { close(descriptor) }
        guard let identity = FileIdentity(descriptor: descriptor) else {
            throw failure(.unreadable("it is not a regular file"))
        }
        guard !isWhole || identity.size <= limit else {
            throw failure(.tooLarge(what: name, limit: limit))
        }
        var buffer = [UInt8](repeating: 0, count: min(limit, identity.size))
        var filled = 0
        while filled < buffer.count {
            let got = buffer.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            filled += got
        }
        return Array(buffer[..<filled])
    }
}
