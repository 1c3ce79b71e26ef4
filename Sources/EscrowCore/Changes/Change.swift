public import LedgerCore
public import MoneyCore

/// Somebody asks for what takes a second person: its record's number is its id.
///
/// - Source: docs/spec/changes.md
public struct Change: Hashable, Sendable {
    /// Bank days between consent and effect, until a book decides otherwise.
    public static let waitingDefault = 3
    public static let waitingRange = 0...30
    /// Calendar days for which a request waits for consent.
    public static let openDays = 30

    public let subject: ChangeSubject
    /// The last day on which somebody can consent.
    public let expiresOn: Day
    public let signature: Signature?

    public init(subject: ChangeSubject, expiresOn: Day, signature: Signature? = nil) {
        self.subject = subject
        self.expiresOn = expiresOn
        self.signature = signature
    }

    /// The day from which on it holds, if somebody consents on a day.
    ///
    /// What redirects money, and what shortens the time for noticing that, waits; a key does not,
    /// because until it stands decisions are unsigned.
    ///
    /// - Source: docs/spec/changes.md#waiting-time
    public func effectiveDay(consentedOn day: Day, waiting: Int) -> Day {
        let waited =
            waiting == 0 ? day : BusinessCalendar.target.adding(businessDays: waiting, to: day)
        return switch subject {
        case .account(_, _, let from): max(from ?? waited, waited)
        // Nothing is paid into it before an invoice names it. What a bank or a scheme did has
        // happened, and terms have days of their own.
        case .key, .trustAccount, .bankFailure, .coverLimit, .coverPaid, .coverReduced, .terms: day
        case .waiting, .payerAccount: waited
        }
    }
}

extension Change: Decision {
    public static var kind: RecordKind { .change }

    public func write(to record: inout RecordWriter) {
        record.subject(subject)
        record.day(expiresOn)
        record.signature(signature)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        self.init(
            subject: try record.subject(), expiresOn: try record.day(),
            signature: try record.signature())
    }
}

/// What somebody says to a change.
public struct Consent: Hashable, Sendable {
    public let change: ChangeID
    public let verdict: Verdict
    public let signature: Signature?

    public enum Verdict: Hashable, Sendable {
        /// It holds from this day on.
        case consented(from: Day)
        case refused
        /// The one who asked takes it back.
        case withdrawn

        public var event: ChangeEvent {
            switch self {
            case .consented: .consent
            case .refused: .refuse
            case .withdrawn: .withdraw
            }
        }
    }

    public init(change: ChangeID, verdict: Verdict, signature: Signature? = nil) {
        self.change = change
        self.verdict = verdict
        self.signature = signature
    }
}

extension Consent: Decision {
    public static var kind: RecordKind { .consent }

    public func write(to record: inout RecordWriter) {
        record.id(change)
        switch verdict {
        case .consented(let day):
            record.unsigned(1)
            record.day(day)
        case .refused: record.unsigned(2)
        case .withdrawn: record.unsigned(3)
        }
        record.signature(signature)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let change: ChangeID = try record.id()
        let verdict: Verdict
        switch try record.unsigned() {
        case 1: verdict = .consented(from: try record.day())
        case 2: verdict = .refused
        case 3: verdict = .withdrawn
        default: throw .field("verdict")
        }
        self.init(change: change, verdict: verdict, signature: try record.signature())
    }
}
