import ArgumentParser
import EscrowCore
import MoneyCore

/// Who owns the claim against the client, as options.
struct TitleOptions: ParsableArguments {
    enum Owner: String, ExpressibleByArgument, CaseIterable { case agency, freelancer, trustee }

    @Option(help: "Who owns the claim against the client: agency, freelancer or trustee.")
    var title: Owner

    @Option(help: "With --title trustee: the day on which the claims were assigned.")
    var assignedOn: Day?

    @Flag(help: "With --title trustee: a bank with a global assignment has released the claims.")
    var assignmentReleased = false

    func validate() throws {
        guard title == .trustee else {
            guard assignedOn == nil, !assignmentReleased else {
                throw ValidationError(
                    "--assigned-on and --assignment-released go with --title trustee.")
            }
            return
        }
        guard assignedOn != nil else {
            throw ValidationError("--title trustee needs --assigned-on DAY.")
        }
    }

    var claimTitle: ClaimTitle {
        if let assignedOn {
            return .trustee(assignedOn: assignedOn, globalAssignmentReleased: assignmentReleased)
        }
        return title == .freelancer ? .freelancer : .agency
    }
}

extension ClaimTitle {
    /// As lists and files write it.
    var name: String {
        switch self {
        case .agency: "agency"
        case .freelancer: "freelancer"
        case .trustee: "trustee"
        }
    }

    var assignedOn: Day? {
        switch self {
        case .agency, .freelancer: nil
        case .trustee(let day, _): day
        }
    }
}
