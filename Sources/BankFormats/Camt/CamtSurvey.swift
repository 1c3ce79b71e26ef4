import MoneyCore

/// The first pass over the parts of a camt file: keeps its statements and all that is odd or wrong.
///
/// Nothing but a broken form ends it: what is wrong with a statement is noted, the first of it as
/// the error that an import is refused with.
///
/// - Source: docs/spec/bank-import.md#refused
struct CamtSurvey: ~Copyable {
    private var walker: CamtWalker
    private let isOneOfMany: Bool
    private var drafts: [StatementDraft] = []
    /// The statements of which a page is still due.
    private var unfinished: [StatementHead.Key: Int] = [:]
    /// For each statement element of the file, the statement whose page it is.
    private(set) var pages: [Int] = []
    private(set) var findings = Findings()
    /// The first thing that makes the file no proof.
    private(set) var fault: BankFileError?
    private var head = StatementHead()
    private var openIndex: Int?
    private var balance = CamtBalance()
    private var entry = CamtEntry()
    private var isInEntry = false
    private var remittanceLength = 0

    /// Begins with the first part; the others are gone on with.
    init(_ walker: consuming CamtWalker, isOneOfMany: Bool) {
        self.walker = walker
        self.isOneOfMany = isOneOfMany
    }

    var identity: FileIdentity { walker.identity }

    /// Goes on with the next part, in which a statement may have its further pages.
    mutating func goOn(with walker: consuming CamtWalker) { self.walker = walker }

    /// Reads the part to its end.
    mutating func readPart() throws(BankFileError) {
        while true {
            switch try walker.next() {
            case .opened(let place): open(place)
            case .value(let place): read(place)
            case .closed(let place): close(place)
            case .end: return
            }
        }
    }

    /// The statements of all parts, each held to its balances if it is no advice.
    mutating func finish(_ options: ReadingOptions) -> [ReadStatement] {
        var statements = drafts.map(\.asRead)
        for index in statements.indices where !statements[index].format.isAdvice {
            do {
                try statements[index].settle(options)
                try statements[index].prove()
            } catch {
                note(
                    BankFileError(
                        file: walker.file, line: nil, place: statements[index].place,
                        reason: error))
            }
        }
        if statements.isEmpty {
            note(BankFileError(file: walker.file, line: nil, place: nil, reason: .noStatement))
        }
        return statements
    }

    /// For each statement, the day that stands for an entry without a date.
    var days: [Day?] { drafts.map(\.day) }

    private mutating func open(_ place: CamtPlace) {
        switch place {
        case .statement:
            head = StatementHead()
            openIndex = nil
        case .balance:
            _ = draftIndex()
            balance = CamtBalance()
        case .entry:
            drafts[draftIndex()].beginEntry()
            entry = CamtEntry()
            isInEntry = true
            remittanceLength = 0
        default: break
        }
    }

    private mutating func read(_ place: CamtPlace) {
        do {
            switch place.rawValue {
            case ..<CamtPlace.balance.rawValue: try head.read(place, walker.text)
            case ..<CamtPlace.entry.rawValue:
                balance.read(place, walker.text, currencyText: walker.currencyText)
            case ..<CamtPlace.details.rawValue:
                try entry.read(
                    place, walker.text, currencyText: walker.currencyText,
                    statement: openIndex.flatMap { drafts[$0].currency })
            default: look(at: place)
            }
        } catch {
            // Without its day an entry still moves money.
            switch error {
            case .wrongDate: break
            default: if isInEntry { entry.isSpoiled = true }
            }
            note(walker.failure(error, place: self.place))
        }
    }

    private mutating func close(_ place: CamtPlace) {
        guard place == .statement || place == .balance || place == .entry else { return }
        let index = draftIndex()
        do {
            switch place {
            case .statement: try endPage(index)
            case .balance:
                if let noisy = balance.noisyAmount { warnOfNoise(noisy) }
                try drafts[index].add(balance)
            default:
                warnAboutEntry()
                if !entry.isSpoiled { try drafts[index].add(entry) }
            }
        } catch {
            note(walker.failure(error, place: self.place))
        }
        if place == .entry { isInEntry = false }
        if place == .statement { openIndex = nil }
    }

    private mutating func endPage(_ index: Int) throws(BankFileError.Reason) {
        unfinished[head.key] = head.isLastPage ? nil : index
        if head.id.isEmpty { warn("the statement has no id") }
        warnAboutAccount()
        try drafts[index].endPage(head)
    }

    /// The draft that the open statement element belongs to, begun when it is first needed.
    private mutating func draftIndex() -> Int {
        if let openIndex { return openIndex }
        let continued = unfinished[head.key]
        let index = continued ?? drafts.count
        if continued == nil {
            drafts.append(
                StatementDraft(
                    place: "statement \(drafts.count + 1)", head: head, format: walker.format))
        }
        openIndex = index
        pages.append(index)
        do {
            if continued == nil {
                try drafts[index].checkFirstPage()
            } else {
                try drafts[index].beginPage(head)
            }
        } catch {
            note(walker.failure(error, place: drafts[index].place))
        }
        return index
    }
}

// MARK: - What is odd, and what is wrong

extension CamtSurvey {
    private var place: String {
        guard let openIndex else { return "statement \(drafts.count + 1)" }
        return isInEntry ? drafts[openIndex].entryPlace : drafts[openIndex].place
    }

    private mutating func warn(_ text: String) { findings.add(prefix + place, text) }

    private var prefix: String { isOneOfMany ? "\(walker.file), " : "" }

    /// Notes what is wrong; the first of it refuses an import.
    private mutating func note(_ error: BankFileError) {
        let line = error.line.map { "line \($0)" }
        let place = [line, error.place].compactMap(\.self).joined(separator: ", ")
        findings.add(place.isEmpty ? error.file : prefix + place, error.reason.fact)
        fault = fault ?? error
    }

    private mutating func warnAboutAccount() {
        guard !head.accountText.isEmpty, (try? IBAN(head.accountText)) == nil else { return }
        warn("the account \"\(head.accountText.prefix(40))\" is no valid IBAN")
    }

    private mutating func warnOfNoise(_ text: String) {
        warn("the amount \"\(text)\" has more digits than its currency; the rest is taken off")
    }

    private mutating func warnAboutEntry() {
        guard entry.isBooked else { return }
        if entry.status == .absent { warn("no status; read as booked") }
        if let noisy = entry.noisyAmount { warnOfNoise(noisy) }
        guard entry.bookingDay == nil else { return }
        let instead = entry.valueDay == nil ? "the statement's day" : "the value date"
        warn("no booking date; \(instead) is taken")
    }

    /// Looks at a value of a payment's details, of which the first pass keeps nothing.
    private mutating func look(at place: CamtPlace) {
        switch place {
        case .debtorIBAN, .creditorIBAN:
            guard !CamtText.hasIBANCheckDigits(walker.text) else { return }
            warn("\"\(String(walker.string.prefix(40)))\" is no valid IBAN; kept as it stands")
        case .agentBIC:
            let text = walker.string
            guard !text.isEmpty, text != "NOTPROVIDED", BIC(text) == nil else { return }
            warn("\"\(text.prefix(40))\" is no BIC; nothing depends on it")
        case .unstructured:
            let wasShort = remittanceLength <= CamtDetails.remittanceLimit
            remittanceLength += walker.text.count + 1
            if wasShort, remittanceLength > CamtDetails.remittanceLimit {
                warn("the remittance texts are too long; the last ones are left off")
            }
        default: break
        }
    }
}
