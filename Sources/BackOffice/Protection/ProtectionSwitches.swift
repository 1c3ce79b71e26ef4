package import EscrowCore
import InputFormats

/// Which rules of protection count, from a file and from options together.
package enum ProtectionSwitches {
    package static func settings(
        file path: String?, without rules: [ProtectionRule]
    ) throws -> ProtectionSettings {
        var settings = ProtectionSettings()
        if let path {
            let spool = try Spool(path)
            let text = try FileReading.text(spool.path, name: spool.name)
            settings = try ProtectionFile.read(text: text, name: spool.name)
        }
        settings.without.formUnion(rules)
        return settings
    }
}
