import Glibc
import ParserTargets

/// Gives one parser its broken files, in a process of its own, so that a crash is one failure with
/// a name and memory can be measured: `parser-replay camt changes 10000 CLONE`.
@main
struct ParserReplay {
    static func main() {
        let words = CommandLine.arguments
        guard words.count == 5, let target = ParserTarget(rawValue: words[1]),
            let count = Int(words[3])
        else {
            print("usage: parser-replay PARSER cuts|changes|extremes COUNT CLONE")
            exit(64)
        }
        do {
            var run = try ReplayRun(target, clone: words[4])
            switch words[2] {
            case "cuts": try run.cut()
            case "changes": try run.change(count)
            default: try run.extremes()
            }
            print("\(run.read) read, \(run.refused) refused, peak \(run.peak / 1_024) MiB")
        } catch {
            print("\(target) \(words[2]): \(error)")
            exit(1)
        }
    }
}
