import EscrowCore
import Glibc

/// A ZIP file of answers, as banks send the comparison of names.
///
/// - Source: docs/spec/payment-status.md#form
enum StatusArchive {
    /// No bank answers in more bytes, unpacked.
    static let limit = 256 << 20

    static func isArchive(_ path: String) -> Bool {
        let head = head(path)
        return head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6])
    }

    /// All answers inside; what is no XML, or no answer, is passed over.
    static func read(
        _ path: String, _ name: String
    ) throws(StatusFileError) -> [StatusReport] {
        do {
            let archive = try ZipArchive(path: path)
            var workspace = Workspace()
            var left = limit
            var reports: [StatusReport] = []
            for index in archive.members.indices {
                let member = archive.members[index]
                guard !member.isFolder, !member.isEncrypted else { continue }
                let file = try workspace.create()
                defer { close(file.descriptor) }
                left -= try archive.extract(member, to: file.descriptor, limit: left)
                reports += try answers(file.path, "\(name), \(member.name)")
            }
            guard !reports.isEmpty else {
                throw StatusFileError(
                    file: name, line: nil, reason: .notAnAnswer(root: "no file of answers"))
            }
            return reports
        } catch {
            if let error = error as? StatusFileError { throw error }
            let fact = (error as? BankFileError.Reason)?.fact ?? "\(error)"
            throw StatusFileError(file: name, line: nil, reason: .brokenArchive(fact))
        }
    }

    private static func answers(
        _ path: String, _ name: String
    ) throws(StatusFileError) -> [StatusReport] {
        let first = head(path).first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        guard first == UInt8(ascii: "<") else { return [] }
        do {
            return try StatusFile.readMessage(path, name)
        } catch {
            if case .notAnAnswer = error.reason { return [] }
            throw error
        }
    }

    private static func head(_ path: String) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }
}
