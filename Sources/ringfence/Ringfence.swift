import ArgumentParser

@main
struct Ringfence: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "An escrow payment engine.")
}
