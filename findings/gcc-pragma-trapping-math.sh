#!/bin/sh
# #pragma GCC optimize("no-trapping-math") has no effect where "no-unsafe-math-optimizations" follows it: the second option
# switches trapping-math on again. Seen by a loop that gcc vectorises only without trapping-math.
# Exits with 1 where gcc behaves otherwise, with 4 where there is no gcc or objdump.
set -eu
command -v gcc >/dev/null && command -v objdump >/dev/null || { echo "needs gcc and objdump (binutils)"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
vectorised() {
    cat > "$folder/leaky.c" <<SOURCE
#pragma GCC optimize($1)
void leaky(const float *restrict x, float *restrict y) {
    for (int i = 0; i < 32; ++i) {
        const float value = x[i] + 0.5f;
        const float scaled = value * 0.2f;
        y[i] = value < 0.0f ? scaled : value;
    }
}
SOURCE
    gcc -O2 -ftree-vectorize -c "$folder/leaky.c" -o "$folder/leaky.o"
    if objdump -d "$folder/leaky.o" | grep -q 'mulps\|fmul.*\.4s'; then echo yes; else echo no; fi
}
gcc --version | head -n 1
before=$(vectorised '"no-trapping-math", "no-unsafe-math-optimizations"')
after=$(vectorised '"no-unsafe-math-optimizations", "no-trapping-math"')
echo "vectorised with no-trapping-math before no-unsafe-math-optimizations: $before, after it: $after"
[ "$before" = no ] && [ "$after" = yes ]
