package import EscrowCore
import Evidence
import LedgerCore
package import MoneyCore

/// What a new book needs to begin.
package struct OpeningRequest: Sendable {
    package let currency: Currency
    package let timeZone: String
    package let isSample: Bool
    package let account: TrustAccount
    /// The first two people: one plans, the other approves.
    package let clerk: String
    package let approver: String

    package init(
        currency: Currency, timeZone: String, isSample: Bool, account: TrustAccount, clerk: String,
        approver: String
    ) {
        self.currency = currency
        self.timeZone = timeZone
        self.isSample = isSample
        self.account = account
        self.clerk = clerk
        self.approver = approver
    }
}

extension Engine {
    /// Opens an empty book: what it is, its trust account, and the first two people.
    ///
    /// - Source: docs/spec/actors.md#first-two
    package func open(_ request: OpeningRequest) async throws(EngineError) -> Answer {
        do {
            return try await store.write { writer in
                guard try writer.head() == nil else {
                    throw Refusal(
                        "book.exists", "this book is open already",
                        remedy: "use it, or choose another path")
                }
                try check(request)
                var draft = try firstDraft(request, writer)
                let answer = try record(request, in: &draft)
                writer = try draft.close()
                return answer
            }
        } catch {
            throw EngineError(error)
        }
    }

    private func check(_ request: OpeningRequest) throws {
        guard request.clerk != request.approver else {
            throw Refusal(
                "actor.same", "clerk and approver are the same person",
                remedy: "name two people: nobody approves what he planned")
        }
        for name in [request.clerk, request.approver] { try Self.checkActorName(name) }
        if surroundings.givenTime != nil, !request.isSample {
            throw Refusal(
                "time.given", "only a sample book takes a given time",
                remedy: "leave --at away, or add --sample")
        }
    }

    static func checkActorName(_ name: String) throws {
        guard !name.isEmpty, name.utf8.count <= 64, !name.contains(where: \.isNewline) else {
            throw Refusal(
                "actor.name", "a person's name has 1 to 64 characters",
                remedy: "choose another name")
        }
    }

    private func firstDraft(_ request: OpeningRequest, _ writer: any BookWriter) throws -> Draft {
        let time = surroundings.givenTime ?? surroundings.now()
        guard let day = surroundings.day(time, request.timeZone) else {
            throw Refusal(
                "book.zone", "there is no time zone \(request.timeZone)",
                remedy: "give an IANA name such as Europe/Berlin")
        }
        let draw = surroundings.randomBytes(forSample: request.isSample, first: 1)
        let random = try draw(5)
        let id = BookID(rawValue: random.reduce(0) { $0 << 8 | UInt64($1) })
        let book = BookOpening(
            book: id, currency: request.currency, timeZone: request.timeZone,
            isSample: request.isSample)
        // Record 1 is the book, 2 its account, 3 the clerk, who opens it.
        let header = BatchHeader(
            first: 1, actor: ActorID(sequence: 3), recordedAt: time, recordedDay: day)
        return try Draft(
            writer, header: header, book: book, edge: RightEdge(), randomBytes: draw)
    }

    private func record(_ request: OpeningRequest, in draft: inout Draft) throws -> Answer {
        try draft.append(.book(draft.book))
        try draft.append(.trustAccount(request.account))
        let clerk = try draft.append(.actor(ActorNaming(name: request.clerk)))
        let approver = try draft.append(.actor(ActorNaming(name: request.approver)))
        try draft.append(
            .role(RoleGrant(actor: ActorID(sequence: clerk), roles: .clerk)))
        try draft.append(
            .role(RoleGrant(actor: ActorID(sequence: approver), roles: .approver)))
        let sample = request.isSample ? " as a SAMPLE" : ""
        let answer = Answer(
            "Book \(draft.book.book) is open\(sample), in \(request.currency), days counted in \(request.timeZone).",
            ["book": draft.book.book.description])
        try draft.append(
            .command(Command(name: "init", key: nil, fingerprint: [], answer: answer.text)))
        return answer
    }
}
