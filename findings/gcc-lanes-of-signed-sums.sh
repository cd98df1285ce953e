#!/bin/sh
# gcc 12.2 makes a wrong result of two sums of a loop, each added up in unsigned and kept in a signed variable, where they are taken together after
# it: -O2 and -O3 give another number than -O0, of a program without undefined behaviour. Unsigned variables, or -fno-tree-vectorize, are right.
# Exits with 1 where gcc behaves otherwise, with 4 where there is no gcc 12.2.
set -eu
command -v gcc >/dev/null && [ "$(gcc -dumpfullversion)" = 12.2.0 ] && [ "$(gcc -dumpmachine)" = x86_64-linux-gnu ] || { echo "needs gcc 12.2.0 for x86-64"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/sums.c" <<'C'
#include <stdint.h>
#include <stdio.h>
__attribute__((noinline, noclone)) static uint32_t together(const int32_t *x) {
    KEPT even = 0, odd = 0;
    for (int k = 0; k < 64; k += 2) {
        even = (KEPT)((uint32_t)even + (uint32_t)x[k]);
        odd = (KEPT)((uint32_t)odd + (uint32_t)x[k + 1]);
    }
    uint32_t all = 0;
    all = all * 31u + (uint32_t)even;
    all = all * 31u + (uint32_t)odd;
    return all;
}
int main(void) {
    int32_t x[64];
    for (int i = 0; i < 64; i++) x[i] = i;
    printf("%u\n", (unsigned)together(x));
}
C
result() { gcc "$@" -o "$folder/sums" "$folder/sums.c" && "$folder/sums"; }
plain=$(result -O0 -DKEPT=int32_t); fast=$(result -O2 -DKEPT=int32_t); fastest=$(result -O3 -DKEPT=int32_t)
unsigned=$(result -O2 -DKEPT=uint32_t); scalar=$(result -O2 -fno-tree-vectorize -DKEPT=int32_t)
echo "992 * 31 + 1024: -O0 $plain, -O2 $fast, -O3 $fastest; -O2 of unsigned variables $unsigned, without vectors $scalar"
[ "$plain" = 31776 ] && [ "$fast" = 16128 ] && [ "$fastest" = 16128 ] && [ "$unsigned" = 31776 ] && [ "$scalar" = 31776 ]
