/// What came from the bank, and what goes to it.
///
/// - Source: docs/spec/store.md#derived
enum BankSchema {
    static let tables = [
        """
        CREATE TABLE file (
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            name TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            PRIMARY KEY (digest)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE statement (
            bank INTEGER NOT NULL REFERENCES trustAccount (id) DEFERRABLE INITIALLY DEFERRED,
            closingDay INTEGER NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            id TEXT NOT NULL,
            openingDay INTEGER NOT NULL,
            opening INTEGER NOT NULL,
            closing INTEGER NOT NULL,
            PRIMARY KEY (bank, closingDay, sequence)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX statementByID ON statement (bank, id)",
        """
        CREATE TABLE bankLine (
            id INTEGER PRIMARY KEY CHECK (id > 0),
            bank INTEGER NOT NULL CHECK (bank > 0),
            bookingDay INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            fingerprint INTEGER NOT NULL,
            meaning INTEGER NOT NULL CHECK (meaning BETWEEN 0 AND 255),
            open INTEGER NOT NULL CHECK (open BETWEEN 0 AND max(amount, 0)),
            receipt INTEGER CHECK (receipt IS NULL OR (receipt BETWEEN 1 AND id - 1 AND amount < 0)),
            rule INTEGER CHECK (rule IS NULL OR (rule BETWEEN 1 AND 255 AND amount > 0))
        ) STRICT
        """,
        "CREATE INDEX bankLineByFingerprint ON bankLine (fingerprint)",
        "CREATE INDEX bankLineByAmount ON bankLine (amount)",
        "CREATE INDEX bankLineByDay ON bankLine (bookingDay, amount)",
        """
        CREATE TABLE work (
            bankLine INTEGER PRIMARY KEY
                REFERENCES bankLine (id) DEFERRABLE INITIALLY DEFERRED,
            reason TEXT NOT NULL CHECK (reason <> ''),
            detail TEXT NOT NULL,
            requester INTEGER REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED
        ) STRICT
        """,
        """
        CREATE TABLE "plan" (
            id INTEGER PRIMARY KEY REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            bank INTEGER NOT NULL REFERENCES trustAccount (id) DEFERRABLE INITIALLY DEFERRED,
            state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 4),
            maker INTEGER NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
            approver INTEGER REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
            file BLOB NOT NULL CHECK (length(file) = 32),
            count INTEGER NOT NULL CHECK (count > 0),
            amount INTEGER NOT NULL CHECK (amount > 0),
            executionDay INTEGER NOT NULL,
            isConfirmed INTEGER NOT NULL CHECK (isConfirmed IN (0, 1)),
            CHECK (approver <> maker),
            CHECK (approver IS NOT NULL OR state NOT IN (2, 3))
        ) STRICT
        """,
        "CREATE INDEX planByState ON \"plan\" (state)",
        """
        CREATE TABLE payout (
            id INTEGER PRIMARY KEY REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            "plan" INTEGER NOT NULL REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED,
            payee INTEGER CHECK (payee > 0),
            amount INTEGER NOT NULL CHECK (amount > 0),
            state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 12),
            bankLine INTEGER CHECK (bankLine > 0),
            requester INTEGER CHECK (requester > 0),
            CHECK (requester IS NOT NULL OR state <> 10)
        ) STRICT
        """,
        "CREATE INDEX payoutByPlan ON payout (\"plan\")",
        """
        CREATE TABLE transit (
            payout INTEGER NOT NULL REFERENCES payout (id) DEFERRABLE INITIALLY DEFERRED,
            sequence INTEGER NOT NULL CHECK (sequence > payout),
            account INTEGER NOT NULL CHECK (account IN (1010, 1020)),
            bank INTEGER NOT NULL REFERENCES trustAccount (id) DEFERRABLE INITIALLY DEFERRED,
            bookingDay INTEGER NOT NULL,
            recordedDay INTEGER NOT NULL,
            amount INTEGER NOT NULL CHECK (amount <> 0),
            PRIMARY KEY (payout, sequence, account)
        ) STRICT, WITHOUT ROWID
        """,
    ]
}
