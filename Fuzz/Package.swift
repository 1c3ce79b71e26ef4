// swift-tools-version: 6.2
import PackageDescription

/// The parsers of bank files under libFuzzer.
///
/// The rooms are the engine's own sources, by links, so
/// that every line of them is watched; `make fuzz` builds and runs this.
let watched: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library", "-O"]),
]

let package = Package(
    name: "fuzz",
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .target(name: "MoneyCore", swiftSettings: watched),
        .target(name: "LedgerCore", dependencies: ["MoneyCore"], swiftSettings: watched),
        .target(
            name: "EscrowCore", dependencies: ["LedgerCore", "MoneyCore"], swiftSettings: watched),
        .target(
            name: "BankFormats", dependencies: ["EscrowCore", "MoneyCore", "CLibXML2", "CZlib"],
            swiftSettings: watched),
        .executableTarget(
            name: "fuzz-bank", dependencies: ["BankFormats"], swiftSettings: watched,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
    ]
)
