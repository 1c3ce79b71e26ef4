// The tests of RingfenceCommands.
