import RingfenceCommands

@main
enum Ringfence {
    static func main() async { await RingfenceCommand.launch() }
}
