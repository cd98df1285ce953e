#!/bin/sh
# Under qemu-sh4 7.2 (Debian 12) a program of gcc 12 and glibc 2.36 that does nothing, linked statically, does not end.
# Exits with 1 where it ends, with 4 where there is no sh4-linux-gnu-gcc or no qemu-sh4.
set -eu
command -v sh4-linux-gnu-gcc >/dev/null && command -v qemu-sh4 >/dev/null || { echo "needs sh4-linux-gnu-gcc and qemu-sh4"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo 'int main(void) { return 0; }' | sh4-linux-gnu-gcc -static -x c - -o "$folder/nothing"
qemu-sh4 --version | head -n 1
if timeout 20 qemu-sh4 "$folder/nothing"; then ended=0; else ended=$?; fi
echo "ended with $ended (124: stopped after 20 s)"
[ "$ended" -eq 124 ]
