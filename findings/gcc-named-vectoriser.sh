#!/bin/sh
# gcc -O2 makes vectors of loops since version 12, but naming the option that does it, -ftree-vectorize, is no repetition: on the command line or
# in #pragma GCC optimize it also raises the cost model from very-cheap to cheap, and a loop whose arrays may overlap becomes vectors
# only then. The other way round #pragma GCC optimize("O2") takes the vectors from a file that is compiled with -O3.
# Exits with 1 where gcc behaves otherwise, with 4 where there is no gcc 12 or later for x86-64.
set -eu
command -v gcc >/dev/null || { echo "needs gcc"; exit 4; }
[ "$(gcc -dumpversion | cut -d. -f1)" -ge 12 ] && gcc -dumpmachine | grep -q x86_64 || { echo "needs gcc 12 or later for x86-64"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
vectorised() {
    printf '%s\nvoid twice(const float *x, float *y) { for (int i = 0; i < 128; ++i) y[i] = x[i] * 2.0f; }\n' "$2" > "$folder/twice.c"
    # shellcheck disable=SC2086
    if gcc $1 -fopt-info-vec-optimized -c "$folder/twice.c" -o "$folder/twice.o" 2>&1 | grep -q 'loop vectorized'; then echo yes; else echo no; fi
}
gcc --version | head -n 1
gcc -O2 -Q --help=optimizers | grep -e '-ftree-loop-vectorize' -e '-fvect-cost-model'
plain=$(vectorised -O2 "")
named=$(vectorised "-O2 -ftree-vectorize" "")
pragma=$(vectorised -O2 '#pragma GCC optimize("tree-vectorize")')
lowered=$(vectorised -O3 '#pragma GCC optimize("O2")')
echo "-O2: $plain; -O2 -ftree-vectorize: $named; -O2 and the pragma: $pragma; -O3 and a pragma for O2: $lowered"
[ "$plain $named $pragma $lowered" = "no yes yes no" ]
