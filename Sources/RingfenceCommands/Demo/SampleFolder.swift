import Foundation

/// The folder of a sample: its `run.sh` builds a book and answers from it.
struct SampleFolder: Equatable {
    let path: String

    static let usual = "samples/01-agency-failure-2013"

    /// Where this program lies.
    static var program: String {
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return link ?? CommandLine.arguments.first ?? "ringfence"
    }

    /// Finds the named sample, or the usual one below the working folder or a folder above the
    /// program.
    static func find(_ named: String?) throws -> SampleFolder {
        if let named {
            guard let sample = SampleFolder(at: URL(fileURLWithPath: named)) else {
                throw Failure(
                    "demo.sample", "\(named) is no sample: it has no run.sh",
                    hint: "name a folder such as \(usual)", .refused)
            }
            return sample
        }
        let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        for folder in [here] + above(program) {
            if let sample = SampleFolder(at: folder.appendingPathComponent(usual)) { return sample }
        }
        throw Failure(
            "demo.no-sample", "\(usual) is neither here nor beside the program",
            hint: "run it in a clone of the project, or name the folder with --sample", .refused)
    }

    private init?(at url: URL) {
        guard FileManager.default.fileExists(atPath: url.appendingPathComponent("run.sh").path)
        else { return nil }
        path = url.path
    }

    /// All folders above a file, the nearest first.
    private static func above(_ file: String) -> [URL] {
        var folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        var folders = [folder]
        while folder.path != "/" {
            folder = folder.deletingLastPathComponent()
            folders.append(folder)
        }
        return folders
    }
}
