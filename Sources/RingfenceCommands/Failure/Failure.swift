import ArgumentParser
import BackOffice
import EscrowEngine
import Reports

/// What a command ends in when it is not done: for people a message with its hint, for programs
/// a stable code and an exit status.
struct Failure: Error, Equatable {
    let code: String
    let message: String
    let hint: String
    let exit: Exit

    /// How the program ends.
    enum Exit: Int32 {
        case refused = 1
        case usage = 64
        /// The book breaks one of its own rules.
        case broken = 70
        /// The answer could not be written out.
        case output = 74
        /// The same command can succeed later.
        case transient = 75
    }

    init(_ code: String, _ message: String, hint: String, _ exit: Exit) {
        self.code = code
        self.message = message
        self.hint = hint
        self.exit = exit
    }

    init(_ refusal: Refusal, _ exit: Exit = .refused) {
        self.init(refusal.code, refusal.message, hint: refusal.remedy, exit)
    }

    init(unknownFreelancer code: String) {
        self.init(
            "party.unknown", "there is no freelancer \(code)",
            hint: "ringfence party list names them", .refused)
    }

    /// Sorts what a command threw; nil for what the parser of arguments explains itself.
    init?(of error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case EngineError.refused(let refusal): self.init(refusal)
        case EngineError.store(let error): self.init(error)
        case EngineError.broken(let text):
            self.init(
                "book.broken", text, hint: "nothing was written; run `ringfence check`", .broken)
        case let error as StoreError: self.init(error)
        case let refusal as Refusal: self.init(refusal)
        default:
            // Help, versions and wrong usage have exit codes of their own.
            guard RingfenceCommand.exitCode(for: error) == .failure else { return nil }
            if let refusal = Refusal(ofFile: error) {
                self.init(refusal)
            } else {
                self.init(
                    "internal", "\(error)", hint: "nothing was written; please report this", .broken
                )
            }
        }
    }

    private init(_ error: StoreError) {
        switch error {
        case .busy(let seconds):
            self.init(
                "book.busy", "somebody else writes to the book, for more than \(seconds) s",
                hint: "run the command again", .transient)
        case .headMoved:
            self.init(
                "book.moved", "somebody else wrote to the book at the same time",
                hint: "run the command again", .transient)
        case .newerVersion(let found, let known):
            self.init(
                "book.newer", "the book has version \(found), and this program knows \(known)",
                hint: "use a newer ringfence", .refused)
        case .notABook(let text): self.init(Refusal("book.none", sentences: text))
        case .full(let text): self.init(Refusal("book.full", sentences: text))
        case .readOnly(let text): self.init(Refusal("book.read-only", sentences: text))
        case .failed(let text): self.init(Refusal("book.failed", sentences: text))
        case .corrupt(let text): self.init(Refusal("book.corrupt", sentences: text), .broken)
        }
    }

    /// Says on standard error what happened and what to do.
    func tell(format: OutputFormat) {
        var text = "error: \(message)\n"
        if !hint.isEmpty { text += "hint: \(hint)\n" }
        if format == .json {
            let json: JSONText = [
                "code": .string(code), "message": .string(message), "hint": .string(hint),
                "exit": .integer(Int64(exit.rawValue)),
            ]
            text += json.renderCompact() + "\n"
        }
        Channel.error.tryWrite(text)
    }
}
