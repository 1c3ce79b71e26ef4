import BankFormats
import Glibc

/// What libFuzzer calls with each input: the first byte says which parser, the rest is the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let choice = input.first else { return 0 }
    let bytes = Array(input.dropFirst())
    if choice & 1 == 1 {
        _ = try? CSVLayout(String(decoding: bytes, as: UTF8.self))
    }
    read(bytes)
    return 0
}

/// Reads a file that lies in memory, to its last entry.
private func read(_ bytes: [UInt8]) {
    var name = Array("/dev/shm/fuzz-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { return }
    unlink(name)
    defer { close(descriptor) }
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    _ = try? StatusFile.read(path: "/proc/self/fd/\(descriptor)", name: "bank")
    do {
        let reader = try BankFileReader(path: "/proc/self/fd/\(descriptor)", name: "bank")
        try reader.document.forEachEntry { _, _ in }
        _ = consume reader
    } catch {}
}

/// The program's entry under the name that the package manager gives it; libFuzzer does the rest.
@_cdecl("fuzz_bank_main")
public func fuzzBankMain(
    _ count: CInt, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    var count = count
    var words = words
    return runDriver(&count, &words, fuzzOneInput)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
