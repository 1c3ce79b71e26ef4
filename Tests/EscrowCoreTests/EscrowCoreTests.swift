// The tests of EscrowCore.
