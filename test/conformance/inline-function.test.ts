// The function in the header of a table, compiled into its callers: the bits of the linked one whatever options the callers have, without a
// warning; and nothing of it where a function has loops.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emitWithHeader } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { c } from "../../src/languages/c/language.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { denseNetwork, randomValues, requestFor } from "../fixtures.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { tableNetwork } from "./flag-networks.ts";

const request = requestFor(tableNetwork(1), "lines");
const values = Float32Array.from([...randomValues(4000, new RandomGenerator(4)).map((x) => 1.2 * x), 0, -1, 1, Infinity, -Infinity, 1e30, -1e30]);
const expected = evaluate(request.program, { width: 1, count: values.length, values });

const MAIN = `#include "lines.h"
#include <stdio.h>

int main(void) {
    float x, y[2];
    while (fread(&x, sizeof x, 1, stdin) == 1) {
        y[0] = lines_inline(x);
        y[1] = lines(x);
        if (fwrite(y, sizeof y, 1, stdout) != 1) return 1;
    }
    return 0;
}
`;

const WARNINGS = "-Wall -Wextra -Wpedantic -Wconversion -Wdouble-promotion -Wfloat-equal -Wshadow -Wundef -Werror";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-inline-"));
  for (const [path, text] of emitWithHeader(c, request).files) writeFileSync(join(folder, path), wholeText(text));
  writeFileSync(join(folder, "main.c"), MAIN);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string): void {
  const [program, ...words] = command.split(" ");
  const { status, stderr } = spawnSync(program, words, { cwd: folder, encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
}

test.each([
  ["gcc -std=c99", "-O0"],
  ["gcc -std=gnu11", "-O2"],
  ["gcc -std=gnu11", "-O3 -march=native -ffp-contract=fast"],
  ["gcc -std=gnu11", "-O3 -march=native -mfma -funroll-loops"],
  ["gcc -std=gnu11", "-O2 -ffast-math"],
  ["gcc -std=gnu11", "-O2 -mfpmath=387"],
  ["clang -std=c99", "-O2"],
  ["clang -std=gnu11", "-O3 -march=native -ffp-contract=on"],
  ["g++ -x c++ -std=c++11", "-O3 -march=native"],
  ["clang++ -x c++ -std=c++11", "-O2"],
])("%s %s", (compiler, flags) => {
  // A caller that is linked with -ffast-math would make subnormal numbers zero: its object is linked without.
  const linked = compiler.split(" ")[0];
  run(`${compiler} ${WARNINGS} -O2 -c lines.c -o lines.o`);
  run(`${compiler} ${WARNINGS} ${flags} -c main.c -o main.o`);
  run(`${linked} lines.o main.o -o main`);
  const { stdout } = spawnSync(join(folder, "main"), [], { input: new Uint8Array(values.buffer), maxBuffer: 2 ** 24 });
  const computed = new Float32Array(new Uint8Array(stdout).buffer);
  expect(computed.length).toBe(2 * values.length);
  expect(values.findIndex((_, row) => ![0, 1].every((which) => Object.is(computed[2 * row + which], expected[row])))).toBe(-1);
});

test("a function with loops has none", () => {
  const texts = [...emitWithHeader(c, requestFor(denseNetwork([1, 16, 1], 1), "lines")).files].map(([, text]) => wholeText(text));
  expect(texts.join("")).not.toContain("inline");
});
