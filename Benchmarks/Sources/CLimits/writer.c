#include "limits.h"
#include "tables.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cell {
    int64_t integer; // or where in the arena the bytes begin
    int32_t length;
    int32_t type;
};

struct row {
    int32_t table;
    int32_t transaction;
    int64_t first_cell;
};

struct limits_rows {
    struct row *rows;
    int64_t row_count, row_room;
    struct cell *cells;
    int64_t cell_count, cell_room;
    char *arena;
    int64_t arena_count, arena_room;
    int64_t *batch_ends;
    int64_t batch_count;
    char *statements[table_count];
    int column_counts[table_count];
};

static int fail(char *error, size_t size, const char *what, sqlite3 *book) {
    snprintf(error, size, "%s: %s", what, book ? sqlite3_errmsg(book) : "out of memory");
    return -1;
}

static void *room(void *items, int64_t count, int64_t more, int64_t *capacity, size_t size) {
    if (count + more <= *capacity) return items;
    *capacity = (count + more) * 2;
    void *grown = realloc(items, (size_t)*capacity * size);
    if (!grown) abort();
    return grown;
}

/// INSERT with the update that the engine's own statement has, for tables whose rows change.
static char *put_statement(sqlite3 *book, const struct table *table, int *column_count) {
    char *sql = sqlite3_mprintf(
        "SELECT 'INSERT INTO \"%s\" VALUES (' || group_concat('?', ', ') || ')'"
        " || iif(%d, ' ON CONFLICT (' || group_concat('\"' || name || '\"', ', ')"
        " FILTER (WHERE pk > 0) || ') DO UPDATE SET '"
        " || group_concat('\"' || name || '\" = excluded.\"' || name || '\"', ', ')"
        " FILTER (WHERE pk = 0), ''), count(*) FROM pragma_table_info('%s')",
        table->name,
        !table->sequence && strcmp(table->name, "personal") && strcmp(table->name, "filePiece"),
        table->name);
    sqlite3_stmt *statement = NULL;
    char *put = NULL;
    if (sqlite3_prepare_v2(book, sql, -1, &statement, NULL) == SQLITE_OK
        && sqlite3_step(statement) == SQLITE_ROW) {
        put = sqlite3_mprintf("%s", sqlite3_column_text(statement, 0));
        *column_count = sqlite3_column_int(statement, 1);
    }
    sqlite3_finalize(statement);
    sqlite3_free(sql);
    return put;
}

static void keep_cell(struct limits_rows *rows, sqlite3_stmt *from, int column) {
    struct cell cell = {0, 0, sqlite3_column_type(from, column)};
    if (cell.type == SQLITE_INTEGER) {
        cell.integer = sqlite3_column_int64(from, column);
    } else if (cell.type != SQLITE_NULL) {
        const void *bytes = sqlite3_column_blob(from, column);
        cell.length = sqlite3_column_bytes(from, column);
        cell.integer = rows->arena_count;
        rows->arena =
            room(rows->arena, rows->arena_count, cell.length, &rows->arena_room, 1);
        if (cell.length) memcpy(rows->arena + rows->arena_count, bytes, (size_t)cell.length);
        rows->arena_count += cell.length;
    }
    rows->cells =
        room(rows->cells, rows->cell_count, 1, &rows->cell_room, sizeof *rows->cells);
    rows->cells[rows->cell_count++] = cell;
}

/// The batch, so the transaction, that a record belongs to.
static int32_t transaction_of(const struct limits_rows *rows, int64_t sequence) {
    int64_t low = 0, high = rows->batch_count - 1;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (rows->batch_ends[middle] < sequence) low = middle + 1;
        else high = middle;
    }
    return (int32_t)low;
}

static int load_batches(struct limits_rows *rows, sqlite3 *book) {
    sqlite3_stmt *statement = NULL;
    const char *sql =
        "SELECT last FROM batch WHERE last > (SELECT max(last) FROM before.batch) ORDER BY last";
    if (sqlite3_prepare_v2(book, sql, -1, &statement, NULL) != SQLITE_OK) return -1;
    int64_t capacity = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        rows->batch_ends =
            room(rows->batch_ends, rows->batch_count, 1, &capacity, sizeof(int64_t));
        rows->batch_ends[rows->batch_count++] = sqlite3_column_int64(statement, 0);
    }
    return sqlite3_finalize(statement) == SQLITE_OK && rows->batch_count > 0 ? 0 : -1;
}

/// Rows that belong to no record in particular are spread evenly over the transactions.
static void spread(struct limits_rows *rows, int64_t first) {
    int64_t count = rows->row_count - first;
    for (int64_t i = 0; i < count; i++)
        rows->rows[first + i].transaction = (int32_t)(i * rows->batch_count / count);
}

static int load_table(struct limits_rows *rows, sqlite3 *book, int number) {
    const struct table *table = &tables[number];
    rows->statements[number] = put_statement(book, table, &rows->column_counts[number]);
    if (!rows->statements[number]) return -1;
    char *sql = table->sequence
        ? sqlite3_mprintf(
              "SELECT \"%s\", * FROM \"%s\" WHERE \"%s\" > (SELECT max(last) FROM before.batch)"
              " ORDER BY 1",
              table->sequence, table->name, table->sequence)
        : sqlite3_mprintf(
              "SELECT 0, * FROM (SELECT * FROM \"%s\" EXCEPT SELECT * FROM before.\"%s\")",
              table->name, table->name);
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(book, sql, -1, &statement, NULL);
    sqlite3_free(sql);
    if (code != SQLITE_OK) return -1;
    int64_t first = rows->row_count;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        struct row row = {number, 0, rows->cell_count};
        if (table->sequence) row.transaction = transaction_of(rows, sqlite3_column_int64(statement, 0));
        for (int i = 0; i < rows->column_counts[number]; i++) keep_cell(rows, statement, i + 1);
        rows->rows = room(rows->rows, rows->row_count, 1, &rows->row_room, sizeof row);
        rows->rows[rows->row_count++] = row;
    }
    sqlite3_finalize(statement);
    if (!table->sequence) spread(rows, first);
    return code == SQLITE_DONE ? 0 : -1;
}

/// By transaction; within one in the order of the tables, then of the rows.
static void sort_by_transaction(struct limits_rows *rows) {
    int64_t *starts = calloc((size_t)rows->batch_count + 1, sizeof *starts);
    struct row *sorted = malloc((size_t)rows->row_count * sizeof *sorted);
    if (!starts || !sorted) abort();
    for (int64_t i = 0; i < rows->row_count; i++) starts[rows->rows[i].transaction + 1]++;
    for (int64_t i = 0; i < rows->batch_count; i++) starts[i + 1] += starts[i];
    for (int64_t i = 0; i < rows->row_count; i++)
        sorted[starts[rows->rows[i].transaction]++] = rows->rows[i];
    free(starts);
    free(rows->rows);
    rows->rows = sorted;
}

static int attach(sqlite3 *book, const char *path, const char *name) {
    char *sql = sqlite3_mprintf("ATTACH %Q AS \"%w\"", path, name);
    int code = sqlite3_exec(book, sql, NULL, NULL, NULL);
    sqlite3_free(sql);
    return code == SQLITE_OK ? 0 : -1;
}

struct limits_rows *limits_load(
    const char *after, const char *before, char *error, size_t error_size) {
    struct limits_rows *rows = calloc(1, sizeof *rows);
    sqlite3 *book = NULL;
    if (!rows) return NULL;
    int failed = sqlite3_open_v2(after, &book, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK
        || attach(book, before, "before") || load_batches(rows, book);
    for (int number = 0; !failed && number < table_count; number++)
        failed = load_table(rows, book, number);
    if (failed) fail(error, error_size, after, book);
    sqlite3_close_v2(book);
    if (failed) {
        limits_free(rows);
        return NULL;
    }
    sort_by_transaction(rows);
    return rows;
}

int64_t limits_row_count(const struct limits_rows *rows) { return rows->row_count; }

int64_t limits_transaction_count(const struct limits_rows *rows) { return rows->batch_count; }

static int put(const struct limits_rows *rows, const struct row *row, sqlite3_stmt *statement) {
    const struct cell *cells = rows->cells + row->first_cell;
    int count = rows->column_counts[row->table];
    for (int i = 0; i < count; i++) {
        const char *bytes = rows->arena + cells[i].integer;
        switch (cells[i].type) {
        case SQLITE_INTEGER: sqlite3_bind_int64(statement, i + 1, cells[i].integer); break;
        case SQLITE_TEXT:
            sqlite3_bind_text(statement, i + 1, bytes, cells[i].length, SQLITE_STATIC);
            break;
        case SQLITE_BLOB:
            sqlite3_bind_blob(statement, i + 1, bytes, cells[i].length, SQLITE_STATIC);
            break;
        default: sqlite3_bind_null(statement, i + 1);
        }
    }
    int code = sqlite3_step(statement);
    sqlite3_reset(statement);
    return code == SQLITE_DONE ? 0 : -1;
}

static const char pragmas[] =
    "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA recursive_triggers = ON;"
    "PRAGMA cell_size_check = ON; PRAGMA cache_size = -49152; PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096;"
    "PRAGMA journal_size_limit = 67108864;";

static int write_all(
    const struct limits_rows *rows, sqlite3 *book, sqlite3_stmt **statements) {
    int64_t next = 0;
    for (int32_t transaction = 0; transaction < rows->batch_count; transaction++) {
        if (sqlite3_exec(book, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK) return -1;
        for (; next < rows->row_count && rows->rows[next].transaction == transaction; next++) {
            const struct row *row = &rows->rows[next];
            if (put(rows, row, statements[row->table])) return -1;
        }
        if (sqlite3_exec(book, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) return -1;
    }
    return 0;
}

int limits_write(
    const struct limits_rows *rows, const char *path, char *error, size_t error_size) {
    sqlite3 *book = NULL;
    sqlite3_stmt *statements[table_count] = {NULL};
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    int failed = sqlite3_open_v2(path, &book, flags, NULL) != SQLITE_OK
        || sqlite3_exec(book, pragmas, NULL, NULL, NULL) != SQLITE_OK;
    for (int i = 0; !failed && i < table_count; i++)
        failed = sqlite3_prepare_v3(
                     book, rows->statements[i], -1, SQLITE_PREPARE_PERSISTENT, &statements[i],
                     NULL)
            != SQLITE_OK;
    if (!failed) failed = write_all(rows, book, statements);
    if (failed) fail(error, error_size, path, book);
    for (int i = 0; i < table_count; i++) sqlite3_finalize(statements[i]);
    sqlite3_close_v2(book);
    return failed ? -1 : 0;
}

void limits_free(struct limits_rows *rows) {
    if (!rows) return;
    for (int i = 0; i < table_count; i++) sqlite3_free(rows->statements[i]);
    free(rows->rows);
    free(rows->cells);
    free(rows->arena);
    free(rows->batch_ends);
    free(rows);
}

int64_t limits_differences(
    const char *left, const char *right, char *error, size_t error_size) {
    sqlite3 *book = NULL;
    int failed = sqlite3_open_v2(left, &book, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK
        || attach(book, right, "other");
    int64_t differences = 0;
    for (int i = 0; !failed && i < table_count; i++) {
        char *sql = sqlite3_mprintf(
            "SELECT (SELECT count(*) FROM (SELECT * FROM main.\"%w\" EXCEPT SELECT * FROM"
            " other.\"%w\")) + (SELECT count(*) FROM (SELECT * FROM other.\"%w\" EXCEPT"
            " SELECT * FROM main.\"%w\"))",
            tables[i].name, tables[i].name, tables[i].name, tables[i].name);
        sqlite3_stmt *statement = NULL;
        failed = sqlite3_prepare_v2(book, sql, -1, &statement, NULL) != SQLITE_OK
            || sqlite3_step(statement) != SQLITE_ROW;
        if (!failed) differences += sqlite3_column_int64(statement, 0);
        sqlite3_finalize(statement);
        sqlite3_free(sql);
    }
    if (failed) fail(error, error_size, left, book);
    sqlite3_close_v2(book);
    return failed ? -1 : differences;
}
