#!/bin/sh
# The floats of SDCC's library are not those of IEEE 754: 16777216 + 3 is 16777218 and not the nearest 16777220 (4b800002), a subnormal
# product is 0, and 3e38 + 3e38 is the pattern of a NaN and not infinity. Nothing warns of it.
# Exits with 1 where SDCC for the Z80 behaves otherwise, with 4 where there is no SDCC or no ucsim (Debian: sdcc, sdcc-ucsim).
set -eu
command -v sdcc >/dev/null && command -v sz80 >/dev/null || { echo "needs sdcc and sz80"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > sums.c <<'SOURCE'
#include <stdint.h>
__sfr __at(0xff) simulator;
static void put(char c) { simulator = 'p'; simulator = c; }
static void show(float x) {
    union { float number; uint32_t bits; } value;
    int8_t shift;
    value.number = x;
    for (shift = 28; shift >= 0; shift -= 4) put("0123456789abcdef"[(uint8_t)(value.bits >> shift) & 15]);
    put('\n');
}
volatile float a, b;
void main(void) {
    a = 1.0f; b = 3.0f; show(a / b);
    a = 16777216.0f; show(a + b);
    a = 1e-38f; b = 0.25f; show(a * b);
    a = 3e38f; show(a + a);
    simulator = 's';
    for (;;) ;
}
SOURCE
sdcc --version | head -n 1
sdcc -mz80 sums.c -o sums.ihx
found=$(timeout 30 sz80 -I 'if=outputs[0xff]' -e run sums.ihx | grep -E '^[0-9a-f]{8}$' | tr '\n' ' ')
echo "1/3, 16777216 + 3, 1e-38/4, 3e38 + 3e38: $found, by IEEE 754 3eaaaaab 4b800002 001b38fc 7f800000"
[ "$found" = "3eaaaaab 4b800001 00000000 7fe1b1e6 " ]
