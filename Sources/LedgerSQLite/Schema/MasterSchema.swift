/// Who acts, who is party to the book, and on which terms.
///
/// Foreign keys to the log are deferred, because a batch may put its rows before its records.
///
/// - Source: docs/spec/store.md#derived
enum MasterSchema {
    static let tables = [
        """
        CREATE TABLE actor (
            id INTEGER PRIMARY KEY REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            name TEXT NOT NULL CHECK (name <> ''),
            roles INTEGER NOT NULL CHECK (roles BETWEEN 0 AND 7)
        ) STRICT
        """,
        "CREATE UNIQUE INDEX actorByName ON actor (name)",
        """
        CREATE TABLE actorKey (
            actor INTEGER PRIMARY KEY REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
            publicKey BLOB NOT NULL CHECK (length(publicKey) = 32),
            sequence INTEGER NOT NULL CHECK (sequence > actor)
        ) STRICT
        """,
        """
        CREATE TABLE change (
            id INTEGER PRIMARY KEY REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            subject INTEGER NOT NULL CHECK (subject BETWEEN 1 AND 255),
            about INTEGER NOT NULL CHECK (about >= 0),
            state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 4),
            requester INTEGER NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
            decider INTEGER REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
            expiresOn INTEGER NOT NULL,
            effectiveOn INTEGER,
            CHECK ((decider IS NULL) = (state = 1)),
            CHECK (decider <> requester OR state = 4),
            CHECK ((effectiveOn IS NULL) = (state <> 2))
        ) STRICT
        """,
        "CREATE INDEX changeByAbout ON change (subject, about)",
        """
        CREATE TABLE trustAccount (
            id INTEGER PRIMARY KEY REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            iban TEXT NOT NULL CHECK (iban <> ''),
            currency TEXT NOT NULL CHECK (length(currency) = 3)
        ) STRICT
        """,
        "CREATE UNIQUE INDEX trustAccountByIBAN ON trustAccount (iban)",
        """
        CREATE TABLE trustTerms (
            account INTEGER NOT NULL REFERENCES trustAccount (id) DEFERRABLE INITIALLY DEFERRED,
            validFrom INTEGER NOT NULL,
            version INTEGER NOT NULL CHECK (version > account),
            PRIMARY KEY (account, validFrom, version)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE party (
            id INTEGER PRIMARY KEY REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            code TEXT NOT NULL CHECK (code <> ''),
            role INTEGER NOT NULL CHECK (role BETWEEN 1 AND 4),
            iban TEXT CHECK (iban <> ''),
            version INTEGER NOT NULL CHECK (version >= id)
        ) STRICT
        """,
        "CREATE UNIQUE INDEX partyByCode ON party (code)",
        "CREATE INDEX partyByIBAN ON party (iban)",
        "CREATE INDEX partyByRole ON party (role)",
        """
        CREATE TABLE partyVersion (
            party INTEGER NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
            validFrom INTEGER NOT NULL,
            version INTEGER NOT NULL CHECK (version >= party),
            nameStart TEXT,
            PRIMARY KEY (party, validFrom, version)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX partyByName ON partyVersion (nameStart)",
        """
        CREATE TABLE engagement (
            id INTEGER NOT NULL REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            validFrom INTEGER NOT NULL,
            validTo INTEGER CHECK (validTo >= validFrom),
            code TEXT NOT NULL CHECK (code <> ''),
            client INTEGER NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
            freelancer INTEGER NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
            version INTEGER NOT NULL CHECK (version >= id),
            CHECK (client <> freelancer),
            PRIMARY KEY (id, validFrom)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX engagementByCode ON engagement (code, validFrom)",
        "CREATE INDEX engagementByClient ON engagement (client)",
        """
        CREATE TABLE rule (
            id INTEGER PRIMARY KEY REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            code TEXT NOT NULL CHECK (code <> '')
        ) STRICT
        """,
        "CREATE INDEX ruleByCode ON rule (code)",
        """
        CREATE TABLE hours (
            engagement INTEGER NOT NULL CHECK (engagement > 0),
            day INTEGER NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence > engagement),
            seconds INTEGER NOT NULL CHECK (seconds BETWEEN -86400 AND 86400 AND seconds <> 0),
            invoiceLine INTEGER CHECK (invoiceLine > 0),
            PRIMARY KEY (engagement, day, sequence)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE hoursApproval (
            engagement INTEGER NOT NULL CHECK (engagement > 0),
            firstDay INTEGER NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence > engagement),
            lastDay INTEGER NOT NULL CHECK (lastDay >= firstDay),
            approvedOn INTEGER NOT NULL,
            PRIMARY KEY (engagement, firstDay, sequence)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE milestone (
            engagement INTEGER NOT NULL CHECK (engagement > 0),
            code TEXT NOT NULL CHECK (code <> ''),
            reachedOn INTEGER NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence > engagement),
            PRIMARY KEY (engagement, code)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE answer (
            key TEXT NOT NULL CHECK (key <> ''),
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
            answer TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            PRIMARY KEY (key)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE setting (
            name INTEGER PRIMARY KEY CHECK (name > 0),
            value INTEGER NOT NULL CHECK (value >= 0)
        ) STRICT
        """,
        """
        CREATE TABLE payerRule (
            account TEXT PRIMARY KEY CHECK (account <> ''),
            client INTEGER REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
            sequence INTEGER NOT NULL REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED
        ) STRICT, WITHOUT ROWID
        """,
    ]
}
