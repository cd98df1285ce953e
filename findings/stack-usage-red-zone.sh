#!/bin/sh
# gcc 12 and clang 14 for x86-64: -fstack-usage counts nothing of the red zone. Of a function that keeps 64 bytes below the top of the stack gcc tells 8
# bytes, which are the return address, and clang none; with -mno-red-zone each tells some 64 more. A stack that is as large as they say is too small.
# Exits with 1 where that changes, with 4 where there are no such compilers.
set -eu
command -v gcc >/dev/null && command -v clang >/dev/null || { echo "needs gcc and clang"; exit 4; }
[ "$(gcc -dumpversion | cut -d. -f1)" -eq 12 ] && gcc -dumpmachine | grep -q x86_64 || { echo "needs gcc 12 for x86-64"; exit 4; }
[ "$(clang -dumpversion | cut -d. -f1)" -eq 14 ] || { echo "needs clang 14"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo 'int rotated(const int *a, unsigned at) { volatile int kept[16]; for (int i = 0; i < 16; i++) kept[i] = a[i]; return kept[at % 16]; }' > "$folder/leaf.c"
told() {
    "$1" -O2 $2 -fstack-usage -c "$folder/leaf.c" -o "$folder/leaf.o"
    cut -f 2 "$folder/leaf.su"
}
gcc --version | head -n 1
clang --version | head -n 1
echo "gcc tells $(told gcc ''), without a red zone $(told gcc -mno-red-zone)"
echo "clang tells $(told clang ''), without a red zone $(told clang -mno-red-zone)"
[ "$(told gcc '')" = 8 ] && [ "$(told clang '')" = 0 ] && [ "$(told gcc -mno-red-zone)" -ge 72 ] && [ "$(told clang -mno-red-zone)" -ge 64 ]
