#!/bin/sh
# gcc 12 -O2 for x86-64 writes two steps of a search, `place += table[place + step] <= x ? step : 0`, as a jump where the steps are 5 and 3, and
# without one where they are 4 and 2: whether a search guesses wrong at random numbers hangs on its steps being powers of two.
# Exits with 1 where that changes, with 4 where there is no gcc 12 for x86-64.
set -eu
command -v gcc >/dev/null || { echo "needs gcc"; exit 4; }
[ "$(gcc -dumpversion | cut -d. -f1)" -eq 12 ] && gcc -dumpmachine | grep -q x86_64 || { echo "needs gcc 12 for x86-64"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Of a function that looks up what two steps of these lengths find.
jumps() {
    {
        echo 'extern const float table[16];'
        echo '#define STEP(place, length) (table[place + length] <= x ? length : 0)'
        printf 'float found(float x) { int p = STEP(0, %s); int q = p + STEP(p, %s); return table[q] * x; }\n' "$1" "$2"
    } > "$folder/search.c"
    gcc -O2 -S "$folder/search.c" -o "$folder/search.s"
    grep -cE '^[[:space:]]+j[a-z]+[[:space:]]' "$folder/search.s" || true
}
gcc --version | head -n 1
odd=$(jumps 5 3)
even=$(jumps 4 2)
echo "jumps: of steps of 5 and 3 $odd, of 4 and 2 $even"
[ "$odd" -ge 1 ] && [ "$even" = 0 ]
