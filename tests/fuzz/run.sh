#!/bin/sh
# Runs every fuzzer for SECONDS each, on seeds made of the samples and with the words of TARGET.dict; stops at the first finding, which is left in FOLDER.
#
#     run.sh BUILD-FUZZ KLOE SAMPLES SECONDS FOLDER [TARGETS]
set -eu
mkdir -p "$5"
here=$(cd "$(dirname "$0")" && pwd) tests=$(cd "$1" && pwd)/tests kloe=$2 samples=$3 seconds=$4 folder=$5
python3 "$here/seeds.py" "$kloe" "$samples" "$folder"
cd "$folder"
for target in ${6:-text markdown html record container placed profile cache read}; do
    mkdir -p "found-$target"
    words=$here/$target.dict
    [ -f "$words" ] || words=$here/text.dict
    "$tests/fuzz_$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2500 -max_len=8000 -print_final_stats=1 \
        -dict="$words" -artifact_prefix="$target-" "found-$target" "$target" >"$target.log" 2>&1 || {
        tail -n 60 "$target.log"
        exit 1
    }
    printf '%s: %s executions, %s a second, %s edges\n' "$target" \
        "$(sed -n 's/^stat::number_of_executed_units: *//p' "$target.log")" \
        "$(sed -n 's/^stat::average_exec_per_sec: *//p' "$target.log")" \
        "$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$target.log" | tail -n 1)"
done
