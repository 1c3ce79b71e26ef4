#!/usr/bin/env bash
# Checks that every place of docs/ which code or another page points to exists:
# `docs/spec/split.md#rounding` needs the file, and in it a heading or anchor of that name.
set -euo pipefail
cd "$(dirname "$0")/.."

# A heading's anchor as readers of Markdown make it: lower case, hyphens for spaces.
anchors() {
    sed -nE 's/^#+ +(.*)$/\1/p' "$1" | tr '[:upper:]' '[:lower:]' \
        | sed -E 's/[^a-z0-9 _-]//g; s/ /-/g'
    sed -nE 's/.*<a (id|name)="([^"]+)".*/\2/p' "$1"
}

failed=0
while IFS=: read -r file line target; do
    page=${target%%#*}
    anchor=${target#"$page"}
    anchor=${anchor#\#}
    if [ ! -f "$page" ]; then
        echo "$file:$line: $page does not exist" >&2
        failed=1
    elif [ -n "$anchor" ] && ! anchors "$page" | grep -xF -- "$anchor" > /dev/null; then
        echo "$file:$line: $page has no heading $anchor" >&2
        failed=1
    fi
done < <(grep -rnoE 'docs/[A-Za-z0-9_/-]+\.md(#[A-Za-z0-9_-]+)?' \
    --include='*.swift' --include='*.md' Sources Tests docs *.md || true)
exit $failed
