#!/bin/sh
# gcc fuses a product and a sum into vfmaddsub although -ffp-contract=off forbids it: where neighbouring constants alternate
# in sign, its vectoriser makes one add/subtract of their additions and fuses that with the product. A product that is first
# added to 0.0f is not fused. Exits with 1 where gcc behaves otherwise, with 4 where there is no gcc for x86-64 or objdump.
set -eu
command -v gcc >/dev/null && command -v objdump >/dev/null && gcc -mfma -E -x c /dev/null >/dev/null 2>&1 ||
    { echo "needs gcc for x86-64 and objdump (binutils)"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/plain.c" <<'SOURCE'
static const float weight[4] = {0.3f, 0.7f, -0.2f, 0.9f};
static const float bias[4] = {1.1f, -1.3f, 0.7f, -0.4f};
void layer(float x, float y[4]) {
    for (int i = 0; i < 4; ++i) {
        float sum = bias[i];
        const float product = weight[i] * x;
        sum += product;
        y[i] = sum;
    }
}
SOURCE
sed 's/= weight\[i\] \* x;/= 0.0f + weight[i] * x;/' "$folder/plain.c" > "$folder/from-zero.c"
fused() {
    gcc -O2 -mfma -ffp-contract=off -c "$folder/$1.c" -o "$folder/$1.o"
    objdump -d "$folder/$1.o" | grep -c 'vfmaddsub\|vfmsubadd' || true
}
plain=$(fused plain)
zero=$(fused from-zero)
gcc --version | head -n 1
echo "gcc -O2 -mfma -ffp-contract=off: $plain fused instructions; with 0.0f + product: $zero"
[ "$plain" -gt 0 ] && [ "$zero" -eq 0 ]
