// What a header says of the stack against what calls use of it: on a stack of their own that is filled before and looked through after.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { emitSource, type EmitRequest } from "../../src/codegen/package.ts";
import { writeModel } from "../../src/formats/index.ts";
import { SPOKEN } from "../../src/languages/index.ts";
import { tanh } from "../../src/network/ops/tanh.ts";
import { CHECKED, emitRequest } from "../../src/pipeline/emit-request.ts";
import { inForm } from "../../src/pipeline/in-form.ts";
import { loadBytes, type LoadedModel } from "../../src/pipeline/load-model.ts";
import { stackBound } from "../../src/pipeline/stack-bound.ts";
import { runCommand } from "../../src/toolchain/run-process.ts";
import { functionStacks } from "../../src/toolchain/stack-usage.ts";
import { writeFiles } from "../../src/toolchain/write-files.ts";
import { layeredNetwork, ORIGIN } from "../fixtures.ts";

const directory = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function article(): LoadedModel {
  return loadBytes(readFileSync(new URL("../../examples/article/exp.onnx", import.meta.url)), { path: "exp.onnx" });
}

/** Calls a kernel in each of its layers. */
function smooth(): LoadedModel {
  const values = (count: number) => Float32Array.from({ length: count }, (_, place) => place / count);
  const network = layeredNetwork([1, 9, 1], { weights: values, biases: values, after: (builder, sum, name) => builder.operation(tanh, [sum], {}, name, ORIGIN) });
  return loadBytes(writeModel({ network, record: undefined }, "0.0.0"), { path: "smooth.onnx" });
}

async function requestOf(model: LoadedModel, batch: boolean): Promise<EmitRequest> {
  const choices = { ...CHECKED, language: "c", name: "f", optimize: "speed", math: "own", form: "network", maxError: undefined, numbers: "float32", batch } as const;
  return emitRequest(await inForm(model, choices), choices);
}

/** Bytes of a stack that a call of each function changes, less those that a call of nothing does. */
async function stackUsed(compiler: readonly string[], request: EmitRequest): Promise<readonly number[]> {
  const [[path, text]] = emitSource(SPOKEN.c.language, request);
  await writeFiles(directory, [{ path, text }, { path: "main.c", text: MAIN }]);
  // What is called is in another file, as users call it; functions of libraries are bound before, which takes more of the stack than they do.
  const built = await runCommand([...compiler, "-o", "used", `./${path}`, "main.c", "-lm", "-Wl,-z,now"], { directory, timeLimitSeconds: 60 });
  expect([built.failure, new TextDecoder().decode(built.stderr)]).toEqual([undefined, ""]);
  const { stdout } = await runCommand([join(directory, "used")], { timeLimitSeconds: 60 });
  return new TextDecoder().decode(stdout).split(" ").map(Number);
}

const MAIN = `#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <ucontext.h>
float f(float x);
void f_n(const float *x, float *y, size_t n);
static ucontext_t caller, callee;
static unsigned char memory[3][1 << 18];
static float xs[4096], ys[4096];
static void nothing(void) { __asm__ volatile("" ::: "memory"); }
static void single(void) { ys[0] = f(xs[0]); __asm__ volatile("" ::: "memory"); }
static void many(void) { f_n(xs, ys, 4096); __asm__ volatile("" ::: "memory"); }
static long used(unsigned char *stack, void (*what)(void)) {
    long place = 0;
    memset(stack, 0xa5, sizeof memory[0]);
    getcontext(&callee);
    callee.uc_stack.ss_sp = stack;
    callee.uc_stack.ss_size = sizeof memory[0];
    callee.uc_link = &caller;
    makecontext(&callee, what, 0);
    swapcontext(&caller, &callee);
    while (stack[place] == 0xa5) place++;
    return (long)sizeof memory[0] - place;
}
int main(void) {
    for (int i = 0; i < 4096; i++) xs[i] = 0.3f + i * 1e-4f;
    long least = used(memory[2], nothing);
    printf("%ld %ld", used(memory[0], single) - least, used(memory[1], many) - least);
    return 0;
}
`;

describe.each([["gcc", "-O2"], ["clang", "-O2"]])("%s %s", (...compiler) => {
  test.each([["the article's network", article()], ["a network of tanh", smooth()]])("%s uses no more, and hardly less", async (_, model) => {
    const request = await requestOf(model, true);
    const { functions, compiler: title } = await stackBound("c", request, compiler);
    expect(title.split(" ")).toEqual([compiler[0], expect.stringMatching(/^\d+\./), ...compiler.slice(1)]);
    expect(functions.map(({ name }) => name)).toEqual(["f", "f_n"]);
    const uses = await stackUsed(compiler, request);
    for (const [place, { bytes }] of functions.entries()) {
      const used = uses[place];
      expect(used).toBeGreaterThan(0);
      // What calls it has a frame and a return address as well.
      expect(used).toBeLessThanOrEqual(bytes + 64);
      expect(bytes).toBeLessThanOrEqual(used + 512);
    }
  });
});

describe("the files of compilers", () => {
  test("of gcc and clang, with a part that was made a function of its own", () => {
    expect(functionStacks("a.c:3:7:f\t144\tstatic\na.c:2:14:h.constprop.0\t8\tstatic\n", 0)).toEqual(new Map([["f", 144], ["h", 8]]));
    expect(functionStacks("a.c:3:7:f\t144\tdynamic,bounded\n", 0)).toEqual(new Map([["f", 144]]));
    expect(functionStacks("a.c:3:f\t120\tstatic\na.c:9:f.part.0\t8\tstatic\n", 8)).toEqual(new Map([["f", 144]]));
  });

  test.each([["nothing", ""], ["a frame that grows", "a.c:3:7:f\t144\tdynamic\n"]])("that tell %s", (_, text) => {
    expect(functionStacks(text, 0)).toBeUndefined();
  });
});
