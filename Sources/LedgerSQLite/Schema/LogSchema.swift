/// The tables of the log, and the triggers that keep them as they were written.
///
/// - Source: docs/spec/store.md#log
enum LogSchema {
    static let tables = [
        """
        CREATE TABLE batch (
            last INTEGER PRIMARY KEY,
            first INTEGER NOT NULL CHECK (first > 0 AND first <= last),
            actor INTEGER NOT NULL CHECK (actor > 0),
            recordedAt INTEGER NOT NULL,
            recordedDay INTEGER NOT NULL,
            root BLOB NOT NULL CHECK (length(root) = 32),
            edge BLOB NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE record (
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 255),
            body BLOB NOT NULL,
            leaf BLOB NOT NULL CHECK (length(leaf) = 32)
        ) STRICT
        """,
        """
        CREATE TABLE personal (
            hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
            salt BLOB NOT NULL CHECK (length(salt) = 16),
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE filePiece (
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            piece INTEGER NOT NULL CHECK (piece >= 0),
            size INTEGER NOT NULL CHECK (size >= 0),
            compressed BLOB NOT NULL,
            PRIMARY KEY (digest, piece)
        ) STRICT
        """,
    ]

    static let triggers = gapless + ["batch", "record", "personal", "filePiece"].flatMap(kept)

    /// A batch begins behind the last one, and its records are there without a gap.
    ///
    /// Once per batch, because a trigger per record would cost as much as the record itself.
    private static let gapless = [
        """
        CREATE TRIGGER batchFollows BEFORE INSERT ON batch
        WHEN NEW.first <> (SELECT coalesce(max(last), 0) + 1 FROM batch)
            OR NEW.last <> (SELECT max(sequence) FROM record)
            OR NEW.last - NEW.first + 1
                <> (SELECT count(*) FROM record WHERE sequence >= NEW.first)
        BEGIN SELECT RAISE(ABORT, 'a batch must follow the last one and end the log'); END
        """,
        """
        CREATE TRIGGER batchHasActor BEFORE INSERT ON batch
        WHEN NOT EXISTS (SELECT 1 FROM record WHERE sequence = NEW.actor)
        BEGIN SELECT RAISE(ABORT, 'the actor of a batch must be a record'); END
        """,
        """
        CREATE TRIGGER batchTimeFollows BEFORE INSERT ON batch
        WHEN NEW.recordedAt < (SELECT recordedAt FROM batch ORDER BY last DESC LIMIT 1)
            OR NEW.recordedDay < (SELECT recordedDay FROM batch ORDER BY last DESC LIMIT 1)
        BEGIN SELECT RAISE(ABORT, 'the recorded time must not go back'); END
        """,
    ]

    private static func kept(_ table: String) -> [String] {
        ["UPDATE", "DELETE"].map { event in
            """
            CREATE TRIGGER \(table)Refuses\(event) BEFORE \(event) ON \(table)
            BEGIN SELECT RAISE(ABORT, 'the log is append-only: no \(event) of \(table)'); END
            """
        }
    }
}
