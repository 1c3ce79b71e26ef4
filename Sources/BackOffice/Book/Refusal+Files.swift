import BankFormats
package import EscrowEngine
import Evidence
import InputFormats

extension Refusal {
    /// What a file that cannot be taken means for the person who named it; nil for other errors.
    package init?(ofFile error: any Error) {
        switch error {
        case let error as InputError:
            let place = error.column.map { "\(error.file):\(error.line):\($0)" }
            self.init(
                "file.input", "\(place ?? "\(error.file):\(error.line)"): \(error.message)",
                remedy: error.remedy)
        case let error as BankFileError: self.init("file.bank", sentences: error.description)
        case let error as StatusFileError: self.init("file.status", sentences: error.description)
        case let error as EvidenceError: self.init("file.read", sentences: error.description)
        default: return nil
        }
    }

    /// Takes a message whose last sentence is the remedy.
    package init(_ code: String, sentences: String) {
        let parts = sentences.split(separator: ". ", omittingEmptySubsequences: true)
        guard parts.count > 1, let last = parts.last else {
            self.init(code, sentences, remedy: "")
            return
        }
        self.init(code, parts.dropLast().joined(separator: ". "), remedy: String(last))
    }
}
