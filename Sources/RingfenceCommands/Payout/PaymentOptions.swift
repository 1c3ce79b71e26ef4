import ArgumentParser
import EscrowCore

/// How the payment file is written.
struct PaymentOptions: ParsableArguments {
    @Flag(help: "Pay within seconds, on any day.")
    var instant = false

    @Flag(help: "Write the payees' addresses where they are known, not only where a bank asks.")
    var addresses = false

    @Option(help: "The version of pain.001: 09 or 03.")
    var pain: PaymentVersion = .v09

    var form: PaymentForm {
        PaymentForm(version: pain.version, isInstant: instant, hasAddresses: addresses)
    }

    /// What tells two commands with one key apart; nil is the form by default.
    var text: String? {
        guard form != PaymentForm() else { return nil }
        return "\(pain.rawValue) \(instant) \(addresses)"
    }
}

/// A version of pain.001 by its last two digits.
enum PaymentVersion: String, ExpressibleByArgument, CaseIterable {
    case v09 = "09"
    case v03 = "03"

    var version: PaymentForm.Version {
        switch self {
        case .v09: .v09
        case .v03: .v03
        }
    }
}
