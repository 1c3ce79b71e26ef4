// The tests of MoneyCore.
