#!/bin/sh
# -fstack-usage of gcc 12 for x86-64 counts a function's return address and clang 14's does not: of one that calls another gcc tells 8 bytes more than
# it lowers the stack pointer by, clang exactly that much. Sums along a way of calls that mix both, or that take clang's as they are, are too small.
# Exits with 1 where that changes, with 4 where there are no such compilers.
set -eu
command -v gcc >/dev/null && command -v clang >/dev/null || { echo "needs gcc and clang"; exit 4; }
[ "$(gcc -dumpversion | cut -d. -f1)" -eq 12 ] && gcc -dumpmachine | grep -q x86_64 || { echo "needs gcc 12 for x86-64"; exit 4; }
[ "$(clang -dumpversion | cut -d. -f1)" -eq 14 ] || { echo "needs clang 14"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo 'void fill(int *numbers); int first(void) { int numbers[40]; fill(numbers); return numbers[0]; }' > "$folder/caller.c"
compare() {
    "$1" -O2 -fstack-usage -S "$folder/caller.c" -o "$folder/caller.s"
    told=$(cut -f 2 "$folder"/caller.su)
    lowered=$(sed -nE 's/^[[:space:]]+subq[[:space:]]+\$([0-9]+), %rsp.*/\1/p' "$folder/caller.s")
    pushed=$(grep -cE '^[[:space:]]+push' "$folder/caller.s" || true)
    echo "$1 tells $told; the function pushes $pushed registers and lowers the stack pointer by $lowered more"
    beyond=$((told - lowered - 8 * pushed))
}
gcc --version | head -n 1
clang --version | head -n 1
compare gcc
[ "$beyond" = 8 ] || exit 1
compare clang
[ "$beyond" = 0 ]
