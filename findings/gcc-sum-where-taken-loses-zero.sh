#!/bin/sh
# gcc 12.2 makes vectors of `found = taken ? found + x : found` by adding x or +0: -0 that nothing is added to becomes +0, though nothing was said of
# signed zeros.
# Exits with 1 where gcc behaves otherwise, with 4 where there is no gcc 12.2.
set -eu
command -v gcc >/dev/null && [ "$(gcc -dumpfullversion)" = 12.2.0 ] && [ "$(gcc -dumpmachine)" = x86_64-linux-gnu ] || { echo "needs gcc 12.2.0 for x86-64"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/zero.c" <<'C'
#include <stdbool.h>
#include <stdio.h>
__attribute__((noinline)) static void add_where_equal(const float *x, const int *row, const int *column, const float *added, float *y) {
    for (int i = 0; i < 4; ++i) {
        float found = x[i];
        for (int k = 0; k < 4; ++k) {
            const bool in_row = row[2 * k] == i;
            const bool in_column = column[2 * k] == i;
            const float sum = found + added[k];
            found = in_row && in_column ? sum : found;
        }
        y[i] = found;
    }
}
int main(void) {
    const float x[4] = {-0.0f, -0.0f, -0.0f, -0.0f}, added[4] = {1.0f, 1.0f, 1.0f, 1.0f};
    const int nowhere[8] = {9, 9, 9, 9, 9, 9, 9, 9};
    float y[4];
    add_where_equal(x, nowhere, nowhere, added, y);
    printf("%g\n", (double)y[0]);
}
C
result() { gcc "$@" -o "$folder/zero" "$folder/zero.c" && "$folder/zero"; }
plain=$(result -O0); vectors=$(result -O2 -ftree-vectorize -fno-trapping-math); scalar=$(result -O2 -fno-tree-vectorize -fno-trapping-math)
echo "-0 to which nothing is added: -O0 $plain, -O2 with vectors $vectors, -O2 without $scalar"
[ "$plain" = -0 ] && [ "$vectors" = 0 ] && [ "$scalar" = -0 ]
