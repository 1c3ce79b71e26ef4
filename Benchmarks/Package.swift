// swift-tools-version: 6.2
import PackageDescription

/// The engine's symbols have `package` access, and a package by path is known by its folder's
/// name: the targets here are compiled as if they were of that package.
let house = Context.packageDirectory.split(separator: "/").dropLast().last.map(String.init) ?? ""
let identity = String(
    house.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-package-name", identity]),
]

let ringfence = Target.Dependency.product(name: "RingfenceKit", package: "ringfence")

let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "ringfence", path: "..")],
    targets: [
        // The limits: the least work that SQLite and libxml2 can do for the same result.
        .target(
            name: "CLimits", cSettings: [.unsafeFlags(["-O2", "-I/usr/include/libxml2"])],
            linkerSettings: [.linkedLibrary("sqlite3"), .linkedLibrary("xml2")]),
        .target(
            name: "LargeBook", dependencies: [ringfence], packageAccess: false,
            swiftSettings: strict),
        .executableTarget(
            name: "bench", dependencies: [ringfence, "LargeBook", "CLimits"],
            packageAccess: false, swiftSettings: strict),
        .executableTarget(
            name: "make-large-book", dependencies: [ringfence, "LargeBook"],
            packageAccess: false, swiftSettings: strict),
    ]
)
