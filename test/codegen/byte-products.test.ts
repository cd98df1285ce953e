// Loops of products of bytes are found where four turns can be taken at once, and nowhere else; in C they are written a second time for processors with
// instructions for that, with the same sums.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { byteProductsIn } from "../../src/codegen/byte-products.ts";
import { c } from "../../src/languages/c/language.ts";
import { go } from "../../src/languages/go/language.ts";
import { emittedText } from "../fixtures.ts";
import { runIn } from "../packages/written-package.ts";
import { expectedSums, MAIN, productsOfBytes, request } from "./products-of-bytes.ts";

test("the types of the factors are told, product by product", () => {
  const found = byteProductsIn(productsOfBytes({ count: 12, step: 1 }));
  expect(found.map((pair) => pair.map(({ scalar }) => scalar))).toEqual([["i8", "i8"], ["i8", "i8"], ["u8", "i8"]]);
});

test.each([
  ["turns that are no multiple of four", { count: 10, step: 1 }],
  ["factors that do not lie next to each other", { count: 12, step: 2 }],
  ["sums of something else than products", { count: 12, step: 1, isHalved: true }],
])("not found are %s", (_, shape) => {
  expect(byteProductsIn(productsOfBytes(shape))).toEqual([]);
});

test("C has both loops and one function for each pair of types; Go has one loop", () => {
  const text = emittedText(c, request());
  const loop = text.slice(text.indexOf("#if defined(NNC_PAIRS_OF_PRODUCTS)"), text.indexOf("#else\n    for"));
  expect(loop).toBe(`#if defined(NNC_PAIRS_OF_PRODUCTS)
    for (int k = 0; k < 12; k += 4) {
        sum0 = products_four_products(&products_w[0][k], &x[k], sum0);
        sum1 = products_four_products(&products_w[1][k], &x[k], sum1);
        sum2 = products_four_products_uint8_int8(&u[k], &x[k], sum2);
    }
`);
  expect(text.match(/^static inline int32_t products_four_products\w*/gm)).toEqual([
    "static inline int32_t products_four_products", "static inline int32_t products_four_products_uint8_int8",
  ]);
  expect(emittedText(go, request())).not.toContain("four_products");
});

/** The instructions as Arm's manual defines them, in C. */
const MEANING = `#include <stdint.h>
static uint32_t half(int32_t low, int32_t high) { return ((uint32_t)low & 0xffffu) | ((uint32_t)high << 16); }
static uint32_t turned(uint32_t x, int by) { return by == 0 ? x : (x >> by) | (x << (32 - by)); }
static uint32_t sxtb16(uint32_t x, int by) { const uint32_t y = turned(x, by); return half((int8_t)y, (int8_t)(y >> 16)); }
static uint32_t uxtb16(uint32_t x, int by) { return turned(x, by) & 0x00ff00ffu; }
static int32_t smlad(uint32_t x, uint32_t y, int32_t sum) { return sum + (int16_t)x * (int16_t)y + (int16_t)(x >> 16) * (int16_t)(y >> 16); }
`;

test("both loops give the interpreter's sums", () => {
  const folder = mkdtempSync(join(tmpdir(), "nnc-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const text = emittedText(c, request());
  const inC = text
    .replace(/__asm__\("([su]xtb16) %0, %1(?:, ror #(\d))?" : "=r"\((\w+)\) : "r"\((\w+)\)\);/g, (_, name: string, by: string | undefined, to: string, from: string) => `${to} = ${name}(${from}, ${by ?? "0"});`)
    .replace(/__asm__\("smlad %0, %1, %2, %3" : "=r"\(sum\) : "r"\((\w+)\), "r"\((\w+)\), "r"\(sum\)\);/g, "sum = smlad($1, $2, sum);")
    .replaceAll(/^#if defined\(__GNUC__\) && defined\(__thumb2__\).*$/gm, "#if 1");
  expect(inC).not.toContain("__asm__");
  writeFileSync(join(folder, "main.c"), MAIN);
  const printed = [text, MEANING + inC].map((source) => {
    writeFileSync(join(folder, "products.c"), source);
    runIn(folder, ["gcc", "-std=c99", "-O1", "-w", "main.c", "products.c", "-o", "program"]);
    return runIn(folder, ["./program"]);
  });
  expect(printed).toEqual([expectedSums(), expectedSums()]);
});
