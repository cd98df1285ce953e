#!/bin/sh
# avr-libc 2.0.0 (Debian's avr-gcc 5.4.0) has lrintf, roundf and truncf but no rintf, of C99: a source that rounds to even by it does not compile for
# AVR, though it does for every other processor of gcc.
# Exits with 1 where that changes, with 4 where there is no such avr-gcc (Debian: gcc-avr, avr-libc).
set -eu
command -v avr-gcc >/dev/null || { echo "needs avr-gcc"; exit 4; }
[ "$(avr-gcc -dumpversion)" = 5.4.0 ] || { echo "needs avr-gcc 5.4.0"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
compiles() {
    printf '#include <math.h>\nvolatile float x, y; volatile long n;\nint main(void) { %s; return 0; }\n' "$1" > "$folder/round.c"
    avr-gcc -mmcu=atmega328p -std=c99 -Werror -O2 -o "$folder/round.elf" "$folder/round.c" -lm 2> "$folder/said"
}
avr-gcc --version | head -n 1
for call in 'n = lrintf(x)' 'y = roundf(x)' 'y = truncf(x)'; do
    compiles "$call" || { echo "does not compile: $call"; exit 1; }
    echo "compiles: $call"
done
if compiles 'y = rintf(x)'; then echo "rintf is there"; exit 1; fi
grep -m 1 -o "implicit declaration of function.*rintf." "$folder/said"
