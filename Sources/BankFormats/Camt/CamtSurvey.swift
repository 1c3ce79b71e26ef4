import MoneyCore

/// The first pass over a camt file: proves the whole file and keeps its statements only.
///
/// - Source: docs/spec/bank-import.md#refused
struct CamtSurvey: ~Copyable {
    private var walker: CamtWalker
    private var drafts: [StatementDraft] = []
    /// The statements of which a page is still due.
    private var unfinished: [StatementHead.Key: Int] = [:]
    /// For each statement element of the file, the statement whose page it is.
    private(set) var pages: [Int] = []
    private(set) var warnings = PlaceList()
    private var head = StatementHead()
    private var openIndex: Int?
    private var balance = CamtBalance()
    private var entry = CamtEntry()
    private var isInEntry = false
    private var remittanceLength = 0

    init(_ walker: consuming CamtWalker) { self.walker = walker }

    var identity: FileIdentity { walker.identity }

    /// Reads the file to its end and returns its statements, each with its balances proved.
    mutating func statements() throws(BankFileError) -> [CamtStatement] {
        loop: while true {
            switch try walker.next() {
            case .opened(let place): try open(place)
            case .value(let place): try read(place)
            case .closed(let place): try close(place)
            case .end: break loop
            }
        }
        var statements: [CamtStatement] = []
        for draft in drafts {
            do { statements.append(try draft.finished()) } catch {
                throw BankFileError(
                    file: walker.file, line: nil, place: draft.place, reason: error)
            }
        }
        guard !statements.isEmpty else {
            throw BankFileError(file: walker.file, line: nil, place: nil, reason: .noStatement)
        }
        return statements
    }

    private mutating func open(_ place: CamtPlace) throws(BankFileError) {
        switch place {
        case .statement:
            head = StatementHead()
            openIndex = nil
        case .balance:
            _ = try draftIndex()
            balance = CamtBalance()
        case .entry:
            drafts[try draftIndex()].beginEntry()
            entry = CamtEntry()
            isInEntry = true
            remittanceLength = 0
        default: break
        }
    }

    private mutating func read(_ place: CamtPlace) throws(BankFileError) {
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
            throw walker.failure(error, place: self.place)
        }
    }

    private mutating func close(_ place: CamtPlace) throws(BankFileError) {
        guard place == .statement || place == .balance || place == .entry else { return }
        let index = try draftIndex()
        do {
            switch place {
            case .statement:
                try drafts[index].endPage(head)
                unfinished[head.key] = head.isLastPage ? nil : index
                if head.id.isEmpty { warn("the statement has no id") }
                warnAboutAccount()
                openIndex = nil
            case .balance: try drafts[index].add(balance)
            default:
                try drafts[index].add(entry)
                warnAboutEntry()
                isInEntry = false
            }
        } catch {
            throw walker.failure(error, place: self.place)
        }
    }

    /// The draft that the open statement element belongs to, begun when it is first needed.
    private mutating func draftIndex() throws(BankFileError) -> Int {
        if let openIndex { return openIndex }
        let continued = unfinished[head.key]
        do {
            if let continued {
                try drafts[continued].beginPage(head)
            } else {
                drafts.append(
                    try StatementDraft(place: "statement \(drafts.count + 1)", head: head))
            }
        } catch {
            let number = continued.map { $0 + 1 } ?? drafts.count + 1
            throw walker.failure(error, place: "statement \(number)")
        }
        let index = continued ?? drafts.count - 1
        openIndex = index
        pages.append(index)
        return index
    }
}

// MARK: - What is read around

extension CamtSurvey {
    private var place: String {
        guard let openIndex else { return "statement \(drafts.count + 1)" }
        return isInEntry ? drafts[openIndex].entryPlace : drafts[openIndex].place
    }

    private mutating func warn(_ text: String) {
        warnings.add("\(place): \(text)")
    }

    private mutating func warnAboutAccount() {
        guard (try? IBAN(head.accountText)) == nil else { return }
        warn("the account \"\(head.accountText.prefix(40))\" is no valid IBAN")
    }

    private mutating func warnAboutEntry() {
        guard entry.isBooked else { return }
        if entry.status == .absent { warn("no status; read as booked") }
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
