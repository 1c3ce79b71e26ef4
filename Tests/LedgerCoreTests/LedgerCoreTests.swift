// The tests of LedgerCore.
