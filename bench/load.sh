#!/usr/bin/env bash
# Memory of large pictures, throughput of sixteen callers, and times of what is remembered; Release build.
# Usage: bench/load.sh memory CHECKPOINT [MAX_PATCHES...]   peak memory beyond the loaded model (Linux)
#        bench/load.sh concurrency CHECKPOINT [SECONDS]     16 callers against one batch, per kind of work
#        bench/load.sh cache CHECKPOINT                     a text and a picture seen before
# A base checkpoint with synthetic weights: fgclip models synth tests/data/golden/fgclip2-base-shape FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/Load -c Release -v quiet -nologo >&2
exec bench/Load/bin/Release/net10.0/Load "$@"
