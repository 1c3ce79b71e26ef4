// The tests of InputFormats.
