public import MoneyCore

/// What a record of the log is about.
///
/// Raw values are written to disk and never reused.
///
/// - Source: docs/spec/log.md#kinds
public enum RecordKind: UInt8, Sendable, CaseIterable {
    /// The last record of every batch: which command it was, with its key and its answer.
    case command = 1
    case book = 2
    case trustAccount = 3
    case actor = 4
    case role = 5
    case party = 6
    case engagement = 7
    case hours = 8
    case invoice = 9
    case file = 10
    case statement = 11
    case bankLine = 12
    case entry = 13
    case match = 14
    case plan = 15
    case payout = 16
    case approval = 17
    case export = 18
    case withdrawal = 19
    case rule = 20
    case actorKey = 21
    case change = 22
    case consent = 23
    case close = 24
    case trustTerms = 25
    case creditNote = 26
    case writeOff = 27
    case dispute = 28
    case hoursApproval = 29
    case milestone = 30
    case payoutStatus = 31
    case misdirected = 32
    case pooling = 33
    case bankFailure = 34
    case sale = 35
    case setOff = 36
    case selfBilling = 37
    case setting = 38
    case interestAllocation = 40
    case salesReversal = 41
    case payerRule = 46
}

/// One record of the append-only log.
public struct LogRecord: Hashable, Sendable {
    /// From 1, without gaps.
    public let sequence: Int64
    public let kind: RecordKind
    public let actor: ActorID
    public let recordedAt: Instant
    /// The day of `recordedAt` in the book's time zone.
    public let recordedDay: Day
    /// The canonical encoding of what the record says.
    public let body: [UInt8]

    public init(
        sequence: Int64, kind: RecordKind, actor: ActorID, recordedAt: Instant, recordedDay: Day,
        body: [UInt8]
    ) {
        self.sequence = sequence
        self.kind = kind
        self.actor = actor
        self.recordedAt = recordedAt
        self.recordedDay = recordedDay
        self.body = body
    }

    /// The version of the leaf's encoding.
    public static let leafVersion: UInt8 = 1

    /// What the leaf of the Merkle tree is hashed over, its prefix byte included.
    ///
    /// - Source: docs/spec/log.md#leaf
    public func writeLeaf(to bytes: inout [UInt8]) {
        bytes.append(0x00)
        bytes.append(Self.leafVersion)
        Self.append(UInt64(sequence), to: &bytes)
        bytes.append(kind.rawValue)
        Self.append(UInt64(actor.sequence), to: &bytes)
        Self.append(UInt64(bitPattern: recordedAt.microseconds), to: &bytes)
        Self.append(UInt64(bitPattern: Int64(recordedDay.number)), to: &bytes)
        Self.append(UInt64(body.count), to: &bytes)
        bytes.append(contentsOf: body)
    }

    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
