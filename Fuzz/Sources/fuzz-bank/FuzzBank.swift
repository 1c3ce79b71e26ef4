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
    do {
        let reader = try BankFileReader(path: "/proc/self/fd/\(descriptor)", name: "bank")
        try reader.document.forEachEntry { _, _ in }
        _ = consume reader
    } catch {}
}
