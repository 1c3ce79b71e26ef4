#ifndef LIMITS_TABLES_H
#define LIMITS_TABLES_H

/// The tables of a book in the order in which the engine writes them.
struct table {
    const char *name;
    /// The column that says with which record a row came; NULL for rows that change later too.
    const char *sequence;
};

static const struct table tables[] = {
    {"personal", NULL},     {"record", "sequence"}, {"filePiece", NULL},
    {"file", "sequence"},   {"statement", "sequence"}, {"invoice", NULL},
    {"bankLine", "id"},     {"work", "bankLine"},   {"part", NULL},
    {"subledger", NULL},    {"allocation", NULL},   {"balance", NULL},
    {"total", NULL},
    {"control", NULL},      {"posting", "sequence"}, {"plan", "id"},
    {"payout", "id"},       {"answer", "sequence"}, {"batch", "last"},
};

enum { table_count = sizeof tables / sizeof tables[0] };

#endif
