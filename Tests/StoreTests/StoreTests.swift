// Tests of stores
