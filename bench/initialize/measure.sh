#!/usr/bin/env bash
# Time from process start to the answer to initialize, in turns, of
# - a bare server on the same SDK: no tools, no options, built in Release as `dotnet build` does it by default;
# - this program as a Release build leaves it (compiled ahead of time), with the embedded model and all tools;
# - the bare server compiled ahead in the same way, which shows what of the difference that alone makes.
# Usage: bench/initialize/measure.sh [RUNS] [PROGRAM]; prints minimum, median and maximum in milliseconds and the
# differences of the medians. PROGRAM: another build of this program, such as a published one.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-15}
ours=${2:-src/FgClip.Mcp/bin/Release/net10.0/fgclip}
bare=bench/initialize/bin/Release/net10.0/BareServer
ahead=bench/initialize/bin/Ahead/net10.0/BareServer
[ $# -ge 2 ] || dotnet build src/FgClip.Mcp -c Release -v quiet -nologo >&2
dotnet build bench/initialize -c Release -v quiet -nologo -p:FgClipCompileAhead=true \
  -p:OutputPath=bin/Ahead/net10.0/ -p:IntermediateOutputPath=obj/Ahead/net10.0/ -p:AppendTargetFrameworkToOutputPath=false >&2
dotnet build bench/initialize -c Release -v quiet -nologo >&2

request='{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}'

measure() { # program; sets `elapsed` in microseconds
  local start=${EPOCHREALTIME/[.,]/} answer
  coproc server { "$1" stdio 2>/dev/null; }
  local pid=$server_PID input=${server[1]}
  echo "$request" >&"$input"
  read -r answer <&"${server[0]}"
  elapsed=$((${EPOCHREALTIME/[.,]/} - start))
  [[ $answer == *serverInfo* ]] || { echo "unexpected answer: $answer" >&2; exit 1; }
  exec {input}>&-
  wait "$pid" || true
}

report() { # label, times; sets `median` in milliseconds
  local label=$1 times
  shift
  mapfile -t times < <(printf '%s\n' "$@" | sort -n)
  median=$((times[$# / 2] / 1000))
  echo "$label: min $((times[0] / 1000)) ms, median $median ms, max $((times[$# - 1] / 1000)) ms ($# runs)"
}

for program in "$bare" "$ours" "$ahead"; do measure "$program"; done # warm the file cache
bare_times=() our_times=() ahead_times=()
for ((run = 0; run < runs; run++)); do
  measure "$bare" && bare_times+=("$elapsed")
  measure "$ours" && our_times+=("$elapsed")
  measure "$ahead" && ahead_times+=("$elapsed")
done
report "bare server" "${bare_times[@]}"
bare_median=$median
report "bare server, compiled ahead" "${ahead_times[@]}"
ahead_median=$median
report "fgclip" "${our_times[@]}"
echo "fgclip after the bare server: $((median - bare_median)) ms; after the bare server compiled ahead: $((median - ahead_median)) ms"
