#!/usr/bin/env bash
# Holds the arrows between the targets: an import of ours, or of a C library, that the table does
# not allow fails with file and line. The compiler checks only that an import is declared; this
# table says what may be declared.
set -euo pipefail
cd "$(dirname "$0")/.."

# target: what it may import of ours, of packages, and of C. Foundation and the C library are
# judged apart, below.
table='
MoneyCore:
LedgerCore: MoneyCore
EscrowCore: LedgerCore MoneyCore
InsolvencyCore: EscrowCore LedgerCore MoneyCore
BankFormats: EscrowCore MoneyCore CLibXML2 CZlib
InvoiceFormats: EscrowCore MoneyCore CLibXML2 CZlib
BookFormats: EscrowCore LedgerCore MoneyCore
InputFormats: InsolvencyCore EscrowCore LedgerCore MoneyCore Yams
Evidence: LedgerCore MoneyCore COpenSSL CZlib
Reports: InsolvencyCore EscrowCore LedgerCore MoneyCore
EscrowEngine: InsolvencyCore EscrowCore LedgerCore MoneyCore Evidence Logging Metrics
LedgerSQLite: EscrowEngine Evidence InsolvencyCore EscrowCore LedgerCore MoneyCore CSQLite
BackOffice: EscrowEngine Evidence BankFormats InvoiceFormats BookFormats InputFormats Reports InsolvencyCore EscrowCore LedgerCore MoneyCore
RingfenceCommands: BackOffice EscrowEngine LedgerSQLite Reports InsolvencyCore EscrowCore LedgerCore MoneyCore ArgumentParser
ringfence: RingfenceCommands ArgumentParser
'
# What Swift and the system bring: Synchronization is part of the standard library.
everywhere='Glibc Synchronization'
adapters='Foundation FoundationEssentials Dispatch'
cores=' MoneyCore LedgerCore EscrowCore InsolvencyCore '

failed=0
for folder in Sources/*/; do
    target=$(basename "$folder")
    [ -f "$folder/module.modulemap" ] && continue
    if ! row=$(grep "^$target:" <<<"$table"); then
        echo "layers: $target has no row in scripts/layers.sh" >&2
        failed=1
        continue
    fi
    allowed=" ${row#*:} $everywhere "
    [[ $cores == *" $target "* ]] || allowed="$allowed$adapters "
    # `public import struct Foundation.Date` imports Foundation: kind and member are cut off.
    while IFS=: read -r file line text; do
        module=$(sed -E 's/^.*import +((struct|class|enum|protocol|func|var|let|typealias) +)?//;
            s/[^A-Za-z0-9_].*$//' <<<"$text")
        [[ $allowed == *" $module "* ]] && continue
        echo "$file:$line: $target must not import $module" >&2
        failed=1
    done < <(grep -rnE '^[[:space:]]*(@[a-zA-Z_()]+ +)*([a-z]+ +)?import +[A-Za-z]' \
        --include='*.swift' "$folder" || true)
done
exit $failed
