#!/usr/bin/env bash
# Time from process start to the end of a command that answers once, Release build.
# Usage: bench/first-answer.sh [RUNS] [CHECKPOINT]; prints minimum, median and maximum in milliseconds. CHECKPOINT: a folder,
# by default the embedded model; `fgclip models synth tests/data/golden/fgclip2-base-shape FOLDER` writes one of base size,
# to which a tokenizer.json belongs. Commands take turns, so that a machine's slow minutes hit each of them.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-15}
dotnet build src/FgClip.Mcp -c Release -v quiet -nologo >&2
program=src/FgClip.Mcp/bin/Release/net10.0/fgclip
[ $# -lt 2 ] || export FGCLIP_MODEL=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

rank() { "$program" rank samples/scene.jpg "a green snake" "two dogs"; }
locate() { "$program" locate samples/scene.jpg "a green snake" --output "$scratch/overlay.png"; }
text() { "$program" embed --text "a green snake"; }
without_cache() { FGCLIP_CACHE=off rank; }
help() { "$program" rank --help; }

commands=(help text rank without_cache locate)
declare -A labels=(
  [help]="help: the runtime and the command line alone"
  [text]="embed one text"
  [rank]="rank, 2 captions"
  [without_cache]="rank, 2 captions, without a kept form of the tokenizer"
  [locate]="locate with overlay"
)
declare -A times
for command in "${commands[@]}"; do "$command" >/dev/null 2>&1; done # warm the file cache
for ((run = 0; run < runs; run++)); do
  for command in "${commands[@]}"; do
    start=${EPOCHREALTIME/[.,]/}
    "$command" >/dev/null 2>&1
    times[$command]+="$(((${EPOCHREALTIME/[.,]/} - start) / 1000)) "
  done
done
for command in "${commands[@]}"; do
  mapfile -t sorted < <(tr ' ' '\n' <<<"${times[$command]% }" | sort -n)
  echo "${labels[$command]}: min ${sorted[0]} ms, median ${sorted[runs / 2]} ms, max ${sorted[runs - 1]} ms ($runs runs)"
done
