// swift-tools-version: 6.2
import PackageDescription

/// Every target is built alike: Swift 6, explicit existentials and imports, warnings are errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A library target; what it may import is the row of docs/flow.md, held by `make layers`.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
)
    -> Target
{
    .testTarget(
        name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// A C library of the system, over its Debian package.
func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let cores: [Target.Dependency] = ["MoneyCore", "LedgerCore", "EscrowCore"]
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "ringfence",
    products: [
        .executable(name: "ringfence", targets: ["ringfence"]),
        .library(name: "RingfenceKit", targets: ["BackOffice", "LedgerSQLite"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        system("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
        system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        system("CLibXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
        system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),

        room("MoneyCore"),
        room("LedgerCore", ["MoneyCore"]),
        room("EscrowCore", ["LedgerCore", "MoneyCore"]),
        room("InsolvencyCore", cores),
        room("BankFormats", ["EscrowCore", "MoneyCore", "CLibXML2", "CZlib"]),
        room("InvoiceFormats", ["EscrowCore", "MoneyCore", "CLibXML2", "CZlib"]),
        room("BookFormats", cores),
        room("InputFormats", cores + ["InsolvencyCore", yams]),
        room("Evidence", ["LedgerCore", "MoneyCore", "COpenSSL", "CZlib"]),
        room("Reports", cores + ["InsolvencyCore"]),
        room("EscrowEngine", cores + ["InsolvencyCore", "Evidence"]),
        room("LedgerSQLite", cores + ["EscrowEngine", "Evidence", "CSQLite"]),
        room(
            "BackOffice",
            cores + [
                "InsolvencyCore", "EscrowEngine", "Evidence", "BankFormats", "InvoiceFormats",
                "BookFormats", "InputFormats", "Reports",
            ]),
        room(
            "RingfenceCommands",
            cores + [
                "InsolvencyCore", "BackOffice", "EscrowEngine", "LedgerSQLite", "Reports",
                arguments,
            ]),
        .executableTarget(
            name: "ringfence", dependencies: ["RingfenceCommands", arguments], swiftSettings: strict
        ),

        // What tests share: seeded random input, makers of values, an in-memory store.
        .target(
            name: "EscrowTestSupport",
            dependencies: cores + ["EscrowEngine", "Evidence", "LedgerSQLite"],
            path: "Tests/EscrowTestSupport", swiftSettings: strict),
        // Every parser of files from outside, for the seeded replay here and for `make fuzz`.
        .target(
            name: "ParserTargets",
            dependencies: ["BankFormats", "InputFormats", "InvoiceFormats", "MoneyCore"],
            path: "Tests/ParserTargets", swiftSettings: strict),
        .executableTarget(
            name: "parser-replay", dependencies: ["ParserTargets", "EscrowTestSupport"],
            path: "Tests/ParserReplay", swiftSettings: strict),
        tests("ParserReplayTests", ["ParserTargets"]),
        // The made-up year of samples/04-agency-year.
        .executableTarget(
            name: "agency-year", dependencies: ["EscrowTestSupport", "LedgerSQLite"],
            path: "Tests/AgencyYearMaker", swiftSettings: strict),
        tests("MoneyCoreTests", ["MoneyCore", "EscrowTestSupport"]),
        tests("LedgerCoreTests", ["LedgerCore", "MoneyCore", "EscrowTestSupport"]),
        tests("EscrowCoreTests", cores + ["EscrowTestSupport"]),
        tests(
            "InsolvencyCoreTests", cores + ["InsolvencyCore", "EscrowTestSupport"],
            resources: [.copy("Oracles")]),
        tests("EvidenceTests", cores + ["Evidence", "EscrowTestSupport"]),
        tests(
            "BankFormatsTests", ["BankFormats", "EscrowCore", "MoneyCore", "EscrowTestSupport"],
            resources: [.copy("Fixtures")]),
        tests(
            "InvoiceFormatsTests",
            ["InvoiceFormats", "EscrowCore", "MoneyCore", "CZlib", "EscrowTestSupport"],
            resources: [.copy("Fixtures")]),
        tests("BookFormatsTests", cores + ["BookFormats", "EscrowTestSupport"]),
        tests(
            "InputFormatsTests", cores + ["InputFormats", "InsolvencyCore", "EscrowTestSupport"],
            resources: [.copy("Fixtures")]),
        tests("ReportsTests", cores + ["Reports", "InsolvencyCore", "EscrowTestSupport"]),
        tests(
            "EscrowEngineTests",
            cores + ["EscrowEngine", "Evidence", "LedgerSQLite", "CSQLite", "EscrowTestSupport"]),
        tests("BookSimulationTests", cores + ["EscrowEngine", "Evidence", "EscrowTestSupport"]),
        tests(
            "StoreTests",
            cores + ["EscrowEngine", "Evidence", "LedgerSQLite", "CSQLite", "EscrowTestSupport"]),
        tests(
            "RingfenceCommandsTests",
            cores + [
                "RingfenceCommands", "BackOffice", "EscrowEngine", "InsolvencyCore", "LedgerSQLite",
                "EscrowTestSupport",
            ]),
    ]
)
