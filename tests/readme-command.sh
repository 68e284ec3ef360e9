#!/usr/bin/env bash
# Runs the first command of the README as a reader would and checks that it wrote the overlays it promises.
set -euo pipefail
cd "$(dirname "$0")/.."
command=$(awk '/^```bash$/ { inside = 1; next } inside { print; exit }' README.md)
rm -f located-1.png located-2.png
trap 'rm -f located-1.png located-2.png' EXIT
echo "$command"
eval "$command"
for overlay in located-1.png located-2.png; do
  [ "$(head -c 4 "$overlay" | tail -c 3)" = PNG ] || { echo "$overlay is not a PNG"; exit 1; }
done
