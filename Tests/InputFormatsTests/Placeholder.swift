// Tests of the readers of what people write.
