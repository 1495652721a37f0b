#!/usr/bin/env bash
# Runs every fuzz target, one after the other, for as many seconds each as the first argument says (60); further
# arguments name the targets to run instead. Needs the nightly compiler and `cargo install cargo-fuzz --locked`.
# A target that finds something ends the run, and leaves the input under `fuzz/artifacts/`.
set -euo pipefail
cd "$(dirname "$0")"

secs=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cargo +nightly fuzz list --fuzz-dir .)

# Our code has no unsafe line, so a run without the address sanitizer sees as much, and several times as often.
fuzz=(--fuzz-dir . --sanitizer none)
cargo +nightly fuzz build "${fuzz[@]}"
for target in "${targets[@]}"; do
    mkdir -p "corpus/$target" "seeds/$target"
    log=$(mktemp)
    # No input may take longer than five seconds, or more than 2 GiB.
    cargo +nightly fuzz run "${fuzz[@]}" "$target" "corpus/$target" "seeds/$target" -- \
        -max_total_time="$secs" -timeout=5 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
        >"$log" 2>&1 || { tail -n 60 "$log"; exit 1; }
    printf '%-16s %s\n' "$target" "$(grep -o 'number_of_executed_units: *[0-9]*' "$log")"
    rm -f "$log"
done
