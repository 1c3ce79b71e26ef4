public import ArgumentParser
public import EscrowCore
package import EscrowEngine
public import MoneyCore
package import Reports

// Values of the cores as arguments: a text that cannot be one is wrong usage, exit 64. What needs
// a reason of its own, such as a wrong IBAN, is taken as text and refused by `Reading`.

extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Month: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Instant: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Currency: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
    public var defaultValueDescription: String { code }
}

extension PartyRole: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
    public static var allValueStrings: [String] { allCases.map(\.name) }
    public var defaultValueDescription: String { name }
}

extension SplitPolicy: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
    public static var allValueStrings: [String] { allCases.map(\.name) }
    public var defaultValueDescription: String { name }
}

extension Release: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
    public static var allValueStrings: [String] { forms }
    public var defaultValueDescription: String { name }
}

extension VATStatus: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
    public var defaultValueDescription: String { text }
}

extension ActorRoles: ExpressibleByArgument {
    public init?(argument: String) { self.init(name: argument) }
    public static var allValueStrings: [String] { ["clerk", "approver", "auditor"] }
}

extension Trustee: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
    public static var allValueStrings: [String] { allCases.map(\.name) }
    public var defaultValueDescription: String { name }
}

extension ProtectionRule: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument) }
    public static var allValueStrings: [String] { allCases.map(\.rawValue) }
    public var defaultValueDescription: String { rawValue }
}

extension Setting.Name: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
    public static var allValueStrings: [String] { allCases.map(\.text) }
    public var defaultValueDescription: String { text }
}

extension DisputeSide: ExpressibleByArgument {}

extension Language: ExpressibleByArgument {}
