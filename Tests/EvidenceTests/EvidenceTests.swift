// The tests of Evidence.
