// The tests of BankFormats.
