#!/bin/sh
# gccgo fuses float32(a*b) + c into one rounding, although Go's specification says that an explicit conversion prevents
# that; -ffp-contract=off stops it. Exits with 1 where gccgo behaves otherwise, with 4 where there is no gccgo or objdump.
set -eu
compiler=$(command -v gccgo || command -v gccgo-12 || true)
[ -n "$compiler" ] && command -v objdump >/dev/null || { echo "needs gccgo (or gccgo-12) and objdump on x86-64"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/sum.go" <<'SOURCE'
package sum

func Sum(a, b, c float32) float32 { return float32(a*b) + c }
SOURCE
fused() { "$compiler" "$@" -c "$folder/sum.go" -o "$folder/sum.o" && objdump -d "$folder/sum.o" | grep -c 'vfmadd' || true; }
"$compiler" --version | head -n 1
plain=$(fused -O2 -mfma)
off=$(fused -O2 -mfma -ffp-contract=off)
echo "fused instructions in float32(a*b) + c: $plain at -O2 -mfma, $off with -ffp-contract=off"
[ "$plain" -gt 0 ] && [ "$off" -eq 0 ]
