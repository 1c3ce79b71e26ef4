import Foundation

/// What the built program says of its own commands.
struct CommandWords: Decodable {
    private let commandName: String
    private let subcommands: [CommandWords]?
    private let arguments: [Argument]?

    private struct Argument: Decodable {
        let names: [Name]?

        struct Name: Decodable { let name: String }
    }

    private struct Tool: Decodable { let command: CommandWords }

    /// The words of every command that writes: those that take a key.
    static func writing(in folder: CommandFolder) throws -> [[String]] {
        let help = try folder.done(["--experimental-dump-help"])
        let tool = try JSONDecoder().decode(Tool.self, from: Data(help.utf8))
        return tool.command.writing.map { Array($0.dropFirst()) }
    }

    private var writing: [[String]] {
        let names = (arguments ?? []).flatMap { $0.names ?? [] }.map(\.name)
        let below = (subcommands ?? []).flatMap(\.writing)
        return ((names.contains("key") ? [[]] : []) + below).map { [commandName] + $0 }
    }
}
