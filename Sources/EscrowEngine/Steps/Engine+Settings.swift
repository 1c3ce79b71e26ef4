package import EscrowCore

extension Engine {
    /// Sets a number by which the book decides from now on.
    ///
    /// - Source: docs/spec/settings.md
    package func set(
        _ name: Setting.Name, to value: Int64, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            guard let setting = Setting(name, value) else {
                throw Refusal(
                    "setting.value", "\(value) is not from 0 to \(name.greatest)",
                    remedy: "give a value in that range")
            }
            guard try draft.writer.setting(name) != value else {
                throw Refusal(
                    "setting.same", "\(name.text) is \(value) already",
                    remedy: "see `ringfence setting list`")
            }
            try draft.append(.setting(setting))
            return Answer(
                "The setting \(name.text) is now \(value).",
                ["setting": name.text, "value": "\(value)"])
        }
    }
}
