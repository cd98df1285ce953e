#!/bin/sh
# TypeScript 6.0.3 with noUncheckedIndexedAccess: of `const before = bits[0]! >>> 0` in a loop, a number whatever bits[0] is, the checker says that
# its type depends on itself (TS7022), where the element is assigned before the loop, and in it from what was read. An assignment narrows bits[0]
# from `number | undefined`, and what it is at the head of the loop is looked for in the variable that is assigned. Without the assignment before
# the loop, without the option or with `const before: number` the same lines are taken: sources that read the bits of floats this way have
# to write the type. Exits with 1 where that changes, with 4 without npm.
set -eu
command -v npm >/dev/null && command -v node >/dev/null || { echo "needs node and npm"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund typescript@6.0.3 >/dev/null 2>&1

source_with() { # source_with FIRST-STATEMENT TYPE
  cat <<SOURCE
const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);
export function turned(values: Float32Array): void {
  $1
  for (let i = 0; i < values.length; i++) {
    float[0] = values[i]!;
    const before$2 = bits[0]! >>> 0;
    const after$2 = (before ^ 0x80000000) >>> 0;
    bits[0] = after;
    values[i] = float[0]!;
  }
}
SOURCE
}
source_with "bits[0] = 1;" "" > assigned.ts
source_with "" "" > plain.ts
source_with "bits[0] = 1;" ": number" > written.ts

errors() { # errors FILE OPTION...
  node node_modules/typescript/bin/tsc --strict --noEmit --target es2022 "$@" | grep -c "error TS7022" || true
}
found="$(node node_modules/typescript/bin/tsc --version): assigned before $(errors assigned.ts --noUncheckedIndexedAccess)"
found="$found, not assigned before $(errors plain.ts --noUncheckedIndexedAccess)"
found="$found, type written $(errors written.ts --noUncheckedIndexedAccess), without the option $(errors assigned.ts)"
echo "$found"
[ "$found" = "Version 6.0.3: assigned before 2, not assigned before 0, type written 0, without the option 0" ]
