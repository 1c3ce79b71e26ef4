#ifndef LIMITS_H
#define LIMITS_H

#include <stddef.h>
#include <stdint.h>

/// What libxml2 alone needs for a file: every node is visited, every text looked at.
///
/// Returns the number of nodes, or -1 when the file is not well-formed.
int64_t limits_read_xml(const char *path);

/// Rows that a run of the engine has left in a book, held in memory in the order of writing.
struct limits_rows;

/// Reads what the book `after` has more than, or other than, the book `before`.
///
/// Returns NULL on failure, with the reason in `error`.
struct limits_rows *limits_load(
    const char *after, const char *before, char *error, size_t error_size);

int64_t limits_row_count(const struct limits_rows *rows);
int64_t limits_transaction_count(const struct limits_rows *rows);

/// Writes the rows into a copy of `before`: prepared statements, the engine's pragmas, as many
/// transactions as the engine's run had.
///
/// Returns 0, or -1 on failure with the reason in `error`.
int limits_write(
    const struct limits_rows *rows, const char *book, char *error, size_t error_size);

void limits_free(struct limits_rows *rows);

/// Counts rows of all tables that only one of two books has; -1 on failure.
int64_t limits_differences(
    const char *left, const char *right, char *error, size_t error_size);

#endif
