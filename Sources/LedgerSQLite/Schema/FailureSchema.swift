/// What follows the failure of the agency, and whose interest was.
///
/// - Source: docs/spec/store.md#derived
enum FailureSchema {
    static let tables = [
        """
        CREATE TABLE pool (
            id INTEGER PRIMARY KEY REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
            day INTEGER NOT NULL,
            agencySubordinated INTEGER NOT NULL CHECK (agencySubordinated IN (0, 1)),
            declarer INTEGER NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED,
            confirmed INTEGER CHECK (confirmed > id),
            closed INTEGER CHECK (closed > confirmed),
            CHECK (confirmed IS NOT NULL OR state IN (0, 1)),
            CHECK ((closed IS NULL) = (state <> 4))
        ) STRICT
        """,
        """
        CREATE TABLE poolClaim (
            owner INTEGER NOT NULL CHECK (owner >= 0),
            source INTEGER NOT NULL,
            bank INTEGER NOT NULL CHECK (bank > 0),
            claim INTEGER NOT NULL CHECK (claim > 0),
            disputed INTEGER NOT NULL CHECK (disputed BETWEEN 0 AND claim),
            PRIMARY KEY (owner, source, bank)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE interestPeriod (
            bank INTEGER NOT NULL REFERENCES trustAccount (id) DEFERRABLE INITIALLY DEFERRED,
            fromDay INTEGER NOT NULL,
            toDay INTEGER NOT NULL CHECK (toDay >= fromDay),
            amount INTEGER NOT NULL CHECK (amount > 0),
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            PRIMARY KEY (bank, fromDay)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE bankFailure (
            id INTEGER PRIMARY KEY REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            bank INTEGER NOT NULL REFERENCES trustAccount (id) DEFERRABLE INITIALLY DEFERRED,
            day INTEGER NOT NULL,
            state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
            covered INTEGER CHECK (covered > id),
            CHECK (covered IS NOT NULL OR state = 1)
        ) STRICT
        """,
        "CREATE UNIQUE INDEX bankFailureByBank ON bankFailure (bank)",
        """
        CREATE TABLE bankLoss (
            failure INTEGER NOT NULL CHECK (failure > 0),
            owner INTEGER NOT NULL CHECK (owner >= 0),
            account INTEGER NOT NULL CHECK (account BETWEEN 2000 AND 2900),
            source INTEGER NOT NULL,
            lost INTEGER NOT NULL CHECK (lost > 0),
            back INTEGER NOT NULL CHECK (back BETWEEN 0 AND lost),
            PRIMARY KEY (failure, owner, account, source)
        ) STRICT, WITHOUT ROWID
        """,
    ]
}
