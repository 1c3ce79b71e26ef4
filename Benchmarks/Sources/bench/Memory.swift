import Foundation

/// The memory of this process, as Linux counts it.
enum Memory {
    /// The most that was resident since the start or the last reset.
    static var peakMebibytes: Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        let kibibytes = line.split(separator: " ").compactMap { Double($0) }.first ?? 0
        return kibibytes / 1024
    }

    /// Counts the peak from now on.
    static func resetPeak() {
        try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
    }
}
