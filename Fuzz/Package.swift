// swift-tools-version: 6.2
import PackageDescription

/// Every parser of files from outside under libFuzzer.
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

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: watched)
}

let cores: [Target.Dependency] = ["MoneyCore", "LedgerCore", "EscrowCore", "InsolvencyCore"]
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "fuzz",
    dependencies: [.package(url: "https://github.com/jpsim/Yams", exact: "6.2.2")],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        room("MoneyCore"),
        room("LedgerCore", ["MoneyCore"]),
        room("EscrowCore", ["LedgerCore", "MoneyCore"]),
        room("InsolvencyCore", ["EscrowCore", "LedgerCore", "MoneyCore"]),
        room("BankFormats", ["EscrowCore", "MoneyCore", "CLibXML2", "CZlib"]),
        room("InvoiceFormats", ["EscrowCore", "MoneyCore", "CLibXML2", "CZlib"]),
        room("InputFormats", cores + [yams]),
        room("ParserTargets", ["BankFormats", "InputFormats", "InvoiceFormats", "MoneyCore"]),
        .executableTarget(
            name: "fuzz", dependencies: ["ParserTargets"], swiftSettings: watched,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
    ]
)
