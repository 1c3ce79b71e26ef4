public import LedgerCore
public import MoneyCore

extension RecordWriter {
    public mutating func id<Kind>(_ id: ID<Kind>) { unsigned(UInt64(id.sequence)) }

    public mutating func optional<Kind>(_ id: ID<Kind>?) { unsigned(UInt64(id?.sequence ?? 0)) }
}

extension RecordReader {
    public mutating func id<Kind>(
        _ type: ID<Kind>.Type = ID<Kind>.self
    ) throws(RecordError)
        -> ID<Kind>
    {
        guard let id = try optionalID(type) else { throw .field("id") }
        return id
    }

    public mutating func optionalID<Kind>(
        _ type: ID<Kind>.Type = ID<Kind>.self
    )
        throws(RecordError) -> ID<Kind>?
    {
        let sequence = try unsigned()
        guard sequence <= UInt64(Int64.max) else { throw .field("id") }
        return sequence == 0 ? nil : ID(sequence: Int64(sequence))
    }

    mutating func value<Value>(
        _ name: String, _ make: (UInt8) -> Value?
    ) throws(RecordError)
        -> Value
    {
        guard let raw = UInt8(exactly: try unsigned()), let value = make(raw) else {
            throw .field(name)
        }
        return value
    }
}
