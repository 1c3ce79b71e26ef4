import Glibc
import ParserTargets

/// The parser that RINGFENCE_PARSER names.
private let target = getenv("RINGFENCE_PARSER").flatMap {
    ParserTarget(rawValue: String(cString: $0))
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let target else { return 0 }
    do {
        _ = try target.read(Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
        // What no parser may do counts as a crash.
        complain("\(target): \(error)\n")
        abort()
    }
    return 0
}

/// The program's entry under the name that the package manager gives it; libFuzzer does the rest.
///
/// `fuzz --parsers` lists the parsers with the folders and name endings of their seeds.
@_cdecl("fuzz_main")
public func fuzzMain(
    _ count: CInt, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    if CommandLine.arguments.dropFirst().first == "--parsers" {
        for target in ParserTarget.allCases {
            for seeds in target.seeds {
                print(target.rawValue, seeds.folder, seeds.endings.joined(separator: " "))
            }
        }
        return 0
    }
    guard target != nil else {
        complain("RINGFENCE_PARSER names no parser; see fuzz --parsers\n")
        return 64
    }
    var count = count
    var words = words
    return runDriver(&count, &words, fuzzOneInput)
}

private func complain(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
