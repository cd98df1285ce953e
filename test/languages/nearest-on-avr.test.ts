// What C sources call in the place of rintf on AVR, whose library has none: compiled here as an AVR would have it, it gives what rintf does.
// On a simulated one it runs in `npm run test:targets -- --only atmega328p`.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { C89, C99 } from "../../src/languages/c/dialect.ts";

const directory = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Every 65537th float32, and all that lie beside halves up to 4. */
const MAIN = `
static long differing;
static void compare(float x) {
    float own = rintf(x), theirs = __builtin_rintf(x);
    differing += own != own ? theirs == theirs : memcmp(&own, &theirs, sizeof own) != 0;
}
int main(void) {
    for (uint64_t bits = 0; bits < 0x100000000u; bits += 65537) {
        uint32_t word = (uint32_t)bits;
        float x;
        memcpy(&x, &word, sizeof x);
        compare(x);
    }
    for (int half = -8; half <= 8; ++half) {
        float x = (float)half / 2;
        compare(x);
        compare(nextafterf(x, INFINITY));
        compare(nextafterf(x, -INFINITY));
    }
    float limits[] = {8388607.5f, 8388608.0f, -8388607.5f, -8388609.0f, -0.0f, INFINITY, -INFINITY, NAN};
    for (int i = 0; i < 8; ++i) compare(limits[i]);
    printf("%ld", differing);
    return 0;
}
`;

test("it rounds to the nearest whole number, ties to even, with the sign of a zero", () => {
  const source = ["#include <stdio.h>", "#include <stdint.h>", "#include <string.h>", ...C99.preamble("y = rintf(x);"), MAIN].join("\n");
  const [file, program] = [join(directory, "main.c"), join(directory, "main")];
  writeFileSync(file, source);
  execFileSync("gcc", ["-std=c99", "-O1", "-Wall", "-Wextra", "-Wno-float-equal", "-Werror", "-D__AVR__", file, "-o", program, "-lm"]);
  expect(execFileSync(program, { encoding: "utf8" })).toBe("0");
});

test("it stands where rintf is called alone", () => {
  expect(C99.preamble("y = rintf(x);").join("\n")).toContain("#define rintf nnc_rintf");
  expect(C99.preamble("y = floorf(x);")).toEqual(["#include <math.h>"]);
  // C89 has no such function, and computes it itself everywhere.
  expect(C89.library("roundHalfEven", ["x"])).toBeUndefined();
});
