import ArgumentParser

struct HoursCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hours",
        abstract: "Hours that freelancers worked.",
        subcommands: [
            HoursAdd.self, HoursApprove.self, HoursCorrect.self, HoursImport.self, HoursList.self,
        ])
}
