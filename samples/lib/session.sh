# How a sample runs the program: shown or hidden, logged as a person would type it.
# To be sourced by a sample's run.sh, behind bank.sh, with $program, $out and $trust set and the book
# named by RINGFENCE_BOOK. $work is OUT/.work: the book, the bank's answers and a log.
work=$out/.work
export LC_ALL=C.UTF-8
mkdir -p "$work/bank" "$out/payments"
touch "$work/log.txt"

say() { printf '\n== %s\n' "$*"; }

# Runs the program; the log keeps what a person would type and see.
quietly() {
    local word typed=""
    for word in "$@"; do
        word=$(short "$word")
        case $word in *" "*) word="\"$word\"" ;; esac
        typed="$typed $word"
    done
    echo "\$ ringfence$typed" >>"$work/log.txt"
    if ! "$program" "$@" >"$work/answer.txt" 2>&1; then
        cat "$work/answer.txt" >&2
        echo "run.sh: refused: ringfence$typed" >&2
        exit 1
    fi
    short "$(cat "$work/answer.txt")" >>"$work/log.txt"
}

# refused WORDS...: a command that the program must refuse; shows what it says.
refused() {
    echo "\$ ringfence $*" | tee -a "$work/log.txt"
    if "$program" "$@" >"$work/answer.txt" 2>&1; then
        echo "run.sh: was not refused: ringfence $*" >&2
        exit 1
    fi
    short "$(cat "$work/answer.txt")" | tee -a "$work/log.txt"
}

# short TEXT: places of this run by their ends, so that every run reads the same.
short() {
    local text=${1//"$work"\//}
    printf '%s\n' "${text//"$out"\//}"
}

# As quietly, and shows command and answer. $step is the one of the two that is wanted just now.
shown() {
    log_lines=$(wc -l <"$work/log.txt")
    quietly "$@"
    tail -n +"$((log_lines + 1))" "$work/log.txt"
}

# Shows commands from here on, or hides them.
show() { step=shown; }
hide() { step=quietly; }
show

# bank DAY FILE: the day's statement.
bank() {
    $step bank import "$2" --as maker --at "$1T17:00:00Z"
    statement=$2
    statements=$((statements + 1))
}
statements=0
statement=

# answered DAY: the day's statement with the lines of $work/lines, behind the one before.
answered() {
    local file=$work/bank/$1.xml
    bank_statement $((statements + 1)) "$1" "$trust" \
        "$([ -n "$statement" ] && bank_closing "$statement" || echo 0.00)" <"$work/lines" >"$file"
    bank "$1" "$file"
}

# booked DAY LINE...: a statement of these lines, in the table form of bank.sh.
booked() {
    local day=$1
    shift
    printf '%s\n' "$@" >"$work/lines"
    answered "$day"
}

# pay_out DAY EXECUTION-DAY [OPTION...]: one plans what is available, another approves that very file.
pay_out() {
    local hash from=$1 day=$2
    shift 2
    $step payout plan --day "$day" "$@" --as maker --at "${from}T17:30:00Z"
    read -r plan hash < <(
        sed -nE 's/.* as plan ([0-9]+)\. File SHA-256 ([0-9a-f]{64}).*/\1 \2/p' "$work/answer.txt")
    $step payout approve "$plan" --sha256 "$hash" --as checker --at "${from}T17:40:00Z"
    $step payout export "$plan" --out "$out/payments/$day.xml" --as maker --at "${from}T17:50:00Z"
}

# settled PLAN: a line for each payout of a plan, taken from the account.
settled() {
    "$program" payout show "$1" --format csv | awk -F , '
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
        { print "debit|" $column["amount"] "|" $column["endToEnd"] "|" $column["payee"] "||" }
    ' >"$work/lines"
}

# returned PLAN PARTY REASON: the line of a party's payout that comes back.
returned() {
    settled "$1"
    awk -F '|' -v party="$2" -v reason="$3" '
        $4 == party { print "returned|" $2 "|" $3 "|" $4 "||" reason }
    ' "$work/lines" >"$work/returned"
    mv "$work/returned" "$work/lines"
}
