#!/usr/bin/env bash
# The true sizes of the published checkpoints, with synthetic weights: writes each (0.6 to 4.7 GB, one at a time), compares
# every output with that of the official code, and tells time and peak memory. CI runs the two base sizes.
# Usage: tests/true-shapes.sh [SET...]     default: all five. TMPDIR says where checkpoints are written.
set -uo pipefail
cd "$(dirname "$0")/.."
program=src/FgClip.Mcp/bin/Release/net10.0/fgclip
[ -x "$program" ] || dotnet build -c Release -v quiet -nologo >&2 || exit 1
sets=("$@")
[ ${#sets[@]} -gt 0 ] || sets=(fgclip1-base-shape fgclip1-large-shape fgclip2-base-shape fgclip2-large-shape fgclip2-so400m-shape)

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
measure() { # GNU time where there is one
  if [ -x /usr/bin/time ]; then /usr/bin/time -f '%e %M' -o "$scratch/figures" "$@"; else "$@"; fi
}

status=0
printf '%-22s %-8s %10s %9s %12s\n' set outcome "file" verify "peak memory"
for set in "${sets[@]}"; do
  for cases in "tests/data/golden/$set" "tests/data/true-shapes/$set" "$set"; do [ -d "$cases" ] && break; done
  if ! "$program" models synth "$cases" "$scratch/checkpoint" 2>"$scratch/log"; then
    cat "$scratch/log" >&2
    status=1
    continue
  fi
  bytes=$(du -sb "$scratch/checkpoint" | cut -f 1)
  : >"$scratch/figures"
  outcome=passed
  if ! measure "$program" verify "$scratch/checkpoint" --cases "$cases" >"$scratch/log" 2>&1; then
    outcome=FAILED
    status=1
  fi
  read -r seconds kilobytes < <(tail -n 1 "$scratch/figures") || { seconds=-1 kilobytes=0; }
  printf '%-22s %-8s %7d MB %7.1f s %9d MB\n' "$(basename "$cases")" "$outcome" $((bytes / 1000000)) "$seconds" $((kilobytes / 1000))
  [ "$outcome" = passed ] || cat "$scratch/log"
  rm -rf "$scratch/checkpoint"
done
exit $status
