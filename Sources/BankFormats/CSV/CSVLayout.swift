/// How a bank writes a table of entries: which column is what, and above all where the sign is.
///
/// - Source: docs/bank-layouts.md
package struct CSVLayout: Hashable, Sendable {
    package var name: String
    /// nil: whichever of `;`, `,` and tab the header has most of.
    package var separator: Character?
    package var dates = DateForm.dayFirst
    package var decimals = DecimalSign.comma
    package var sign: Sign
    package var bookingDay: String
    package var valueDay: String?
    /// nil where the account stands above the table or is given in the layout.
    package var accountColumn: String?
    package var account: String?
    package var currencyColumn: String?
    package var currency: String?
    /// Who paid, who was paid; both the same column in most layouts.
    package var payer: String?
    package var payee: String?
    package var counterpartyAccount: String?
    package var text: [String]
    package var endToEndID: String?
    package var mandateID: String?
    package var creditorReference: String?
    package var bankReference: String?
    package var codeText: String?
    package var balance: String?
    /// How the rows begin that hold the balance before and after all entries.
    package var openingLabel: String?
    package var closingLabel: String?
    package var status: String?
    /// The words of the status column that mean booked.
    package var booked: [String] = []

    /// Where the sign of an amount stands; it is never guessed.
    package enum Sign: Hashable, Sendable {
        /// In one column, with a minus before what went out.
        case inAmount(String)
        /// In two columns, each without a sign or with the one that it means.
        case columns(debit: String, credit: String)
        /// In one column without sign, and a word in another that says which.
        case word(amount: String, column: String, debit: String, credit: String)
    }

    package enum DateForm: String, Sendable {
        /// `22.03.2013`, `22.3.13`.
        case dayFirst = "dd.mm.yyyy"
        /// `2013-03-22`.
        case yearFirst = "yyyy-mm-dd"
        /// `22/03/2013`.
        case slashes = "dd/mm/yyyy"
    }

    package enum DecimalSign: String, Sendable {
        case comma = ","
        case point = "."
    }

    init(name: String, sign: Sign, bookingDay: String, text: [String]) {
        self.name = name
        self.sign = sign
        self.bookingDay = bookingDay
        self.text = text
    }

    /// The columns that a header must have for the layout to fit.
    var required: [String] {
        let amounts: [String] =
            switch sign {
            case .inAmount(let amount): [amount]
            case .columns(let debit, let credit): [debit, credit]
            case .word(let amount, let column, _, _): [amount, column]
            }
        let others: [String?] = [
            bookingDay, valueDay, accountColumn, currencyColumn, payer, payee,
            counterpartyAccount, balance, status,
        ]
        return amounts + others.compactMap(\.self) + text
    }
}
