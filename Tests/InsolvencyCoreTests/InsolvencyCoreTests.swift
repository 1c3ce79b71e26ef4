// The tests of InsolvencyCore.
