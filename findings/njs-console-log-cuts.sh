#!/bin/sh
# console.log of njs 0.7.9 (Debian 12) writes the first 2,048 bytes of a line and drops the rest without a word.
# Exits with 1 where njs behaves otherwise, with 4 where there is no njs.
set -eu
command -v njs >/dev/null || { echo "needs njs"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo 'console.log("x".repeat(5000))' > "$folder/line.js"
written=$(njs "$folder/line.js" | tr -d '\n' | wc -c)
echo "njs $(njs -v): of 5000 characters $written are written"
[ "$written" -lt 5000 ]
