// The tests of EscrowEngine.
