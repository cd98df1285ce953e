#!/bin/sh
# gcc sets __FLT_EVAL_METHOD__ to 16 in C, not in C++ and not with -std=c99, where the CPU has AVX512-FP16: `!= 0` is no
# test for excess precision of float. 16 speaks of _Float16 only; float is still computed in float.
# Exits with 1 where gcc behaves otherwise, with 4 where there is no gcc.
set -eu
command -v gcc >/dev/null || { echo "needs gcc"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo '__FLT_EVAL_METHOD__' > "$folder/method.c"
value() { gcc "$@" -E -P "$folder/method.c" 2>/dev/null | tail -n 1; }
gcc --version | head -n 1
c=$(value -x c -mavx512fp16); strict=$(value -x c -std=c99 -mavx512fp16); plain=$(value -x c); cpp=$(value -x c++ -mavx512fp16)
echo "-mavx512fp16: C $c, C with -std=c99 $strict, C++ $cpp; without the option: C $plain"
[ "$c" = 16 ] && [ "$strict" = 0 ] && [ "$cpp" = 0 ] && [ "$plain" = 0 ]
