/// Invoices, where their money stands, and what the accounts add up to.
///
/// Several rows of these are written per receipt, so that they have CHECKs, which cost little,
/// and hardly any foreign keys: `check` proves them by building the tables again.
///
/// - Source: docs/spec/store.md#derived
enum MoneySchema {
    static let tables = [
        """
        CREATE TABLE invoice (
            id INTEGER PRIMARY KEY REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            number TEXT NOT NULL CHECK (number <> ''),
            reference TEXT NOT NULL CHECK (reference <> ''),
            client INTEGER NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
            bank INTEGER NOT NULL REFERENCES trustAccount (id) DEFERRABLE INITIALLY DEFERRED,
            day INTEGER NOT NULL,
            dueDay INTEGER NOT NULL CHECK (dueDay >= day),
            gross INTEGER NOT NULL CHECK (gross >= 0),
            open INTEGER NOT NULL CHECK (open BETWEEN 0 AND gross),
            lineCount INTEGER NOT NULL CHECK (lineCount > 0),
            numberDigits TEXT NOT NULL CHECK (numberDigits <> ''),
            numberGroups TEXT NOT NULL CHECK (numberGroups <> '')
        ) STRICT
        """,
        "CREATE UNIQUE INDEX invoiceByNumber ON invoice (number)",
        "CREATE UNIQUE INDEX invoiceByReference ON invoice (reference)",
        "CREATE INDEX invoiceByClientOpen ON invoice (client, open)",
        "CREATE INDEX invoiceByDigits ON invoice (numberDigits)",
        "CREATE INDEX invoiceByGroups ON invoice (numberGroups)",
        """
        CREATE TABLE part (
            invoiceLine INTEGER NOT NULL CHECK (invoiceLine > 0),
            owner INTEGER NOT NULL CHECK (owner > 0),
            contract INTEGER NOT NULL CHECK (contract >= 0),
            writtenOff INTEGER NOT NULL CHECK (writtenOff BETWEEN 0 AND contract),
            paid INTEGER NOT NULL,
            givenBack INTEGER NOT NULL CHECK (givenBack >= 0),
            PRIMARY KEY (invoiceLine, owner)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE subledger (
            owner INTEGER NOT NULL CHECK (owner >= 0),
            account INTEGER NOT NULL CHECK (account BETWEEN 1000 AND 9999),
            source INTEGER NOT NULL,
            bank INTEGER NOT NULL CHECK (bank > 0),
            balance INTEGER NOT NULL,
            planned INTEGER NOT NULL CHECK (planned >= 0),
            CHECK (balance >= planned OR account IN (1000, 1010)),
            CHECK (balance <= 0 OR account <> 1010),
            CHECK (balance = 0 OR account <> 2990),
            CHECK (planned = 0 OR account BETWEEN 2000 AND 2900),
            PRIMARY KEY (owner, account, source, bank)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE allocation (
            bankLine INTEGER NOT NULL CHECK (bankLine > 0),
            invoice INTEGER NOT NULL CHECK (invoice > 0),
            amount INTEGER NOT NULL CHECK (amount >= 0),
            PRIMARY KEY (bankLine, invoice)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX allocationByInvoice ON allocation (invoice)",
        """
        CREATE TABLE hold (
            owner INTEGER NOT NULL CHECK (owner > 0),
            account INTEGER NOT NULL CHECK (account IN (2100, 2200, 2500)),
            source INTEGER NOT NULL,
            bank INTEGER NOT NULL CHECK (bank > 0),
            cause INTEGER NOT NULL CHECK (cause BETWEEN 1 AND 2),
            since INTEGER NOT NULL,
            amount INTEGER NOT NULL CHECK (amount > 0),
            PRIMARY KEY (owner, account, source, bank, cause, since)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE dispute (
            id INTEGER PRIMARY KEY REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            invoiceLine INTEGER NOT NULL CHECK (invoiceLine > 0),
            owner INTEGER NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
            amount INTEGER NOT NULL CHECK (amount > 0),
            forClient INTEGER NOT NULL CHECK (forClient >= 0),
            forParty INTEGER NOT NULL CHECK (forParty >= 0),
            CHECK (forClient + forParty <= amount)
        ) STRICT
        """,
        "CREATE INDEX disputeByPart ON dispute (invoiceLine, owner)",
        """
        CREATE TABLE invoiceFact (
            invoice INTEGER NOT NULL REFERENCES invoice (id) DEFERRABLE INITIALLY DEFERRED,
            sequence INTEGER NOT NULL CHECK (sequence > invoice),
            kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 255),
            amount INTEGER NOT NULL CHECK (amount >= 0),
            PRIMARY KEY (invoice, sequence)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE document (
            number TEXT NOT NULL CHECK (number <> ''),
            kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 255),
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            endedOn INTEGER,
            PRIMARY KEY (number)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE selfBillingAgreement (
            freelancer INTEGER PRIMARY KEY REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
            since INTEGER NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence > freelancer)
        ) STRICT
        """,
        """
        CREATE TABLE selfBilled (
            invoiceLine INTEGER PRIMARY KEY CHECK (invoiceLine > 0),
            document INTEGER NOT NULL REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            net INTEGER NOT NULL CHECK (net >= 0),
            vat INTEGER NOT NULL CHECK (vat >= 0)
        ) STRICT
        """,
        "CREATE INDEX selfBilledByDocument ON selfBilled (document)",
        """
        CREATE TABLE balance (
            account INTEGER NOT NULL CHECK (account BETWEEN 1000 AND 9999),
            owner INTEGER NOT NULL CHECK (owner >= 0),
            bank INTEGER NOT NULL CHECK (bank >= 0),
            amount INTEGER NOT NULL,
            CHECK (amount >= 0 OR account NOT BETWEEN 1100 AND 2950),
            CHECK (amount <= 0 OR account <> 1010),
            CHECK (amount = 0 OR account <> 2990),
            PRIMARY KEY (account, owner, bank)
        ) STRICT, WITHOUT ROWID
        """,
        total("total", "owner"),
        total("control", "bank"),
        """
        CREATE TABLE posting (
            owner INTEGER NOT NULL CHECK (owner >= 0),
            bookingDay INTEGER NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            recordedDay INTEGER NOT NULL,
            PRIMARY KEY (owner, bookingDay, sequence)
        ) STRICT, WITHOUT ROWID
        """,
    ]

    private static func total(_ name: String, _ whose: String) -> String {
        """
        CREATE TABLE \(name) (
            \(whose) INTEGER NOT NULL CHECK (\(whose) >= 0),
            account INTEGER NOT NULL CHECK (account BETWEEN 1000 AND 9999),
            bookingDay INTEGER NOT NULL,
            recordedDay INTEGER NOT NULL,
            debit INTEGER NOT NULL CHECK (debit >= 0),
            credit INTEGER NOT NULL CHECK (credit >= 0),
            PRIMARY KEY (\(whose), account, bookingDay, recordedDay)
        ) STRICT, WITHOUT ROWID
        """
    }
}
