// The tests of BookFormats.
