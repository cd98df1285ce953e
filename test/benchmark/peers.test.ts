// Other tools, stood for by scripts on the PATH: how they are called, what is made of what they write, and what is said of those that
// refuse, write nonsense or are not there.

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { builtEntry } from "../../src/benchmark/built-entry.ts";
import { emxOnnxCgen, onnx2c } from "../../src/benchmark/contenders/onnx-generators.ts";
import { openblas } from "../../src/benchmark/contenders/openblas.ts";
import { onnxruntimeSection } from "../../src/benchmark/onnxruntime.ts";
import { differences, resultsAt } from "../../src/benchmark/rounds.ts";
import { readModel } from "../../src/formats/index.ts";
import { runCommand } from "../../src/toolchain/run-process.ts";
import { FEW_ROUNDS, ofArrays, ofOneNumber, ofSeveralInputs, timedToolchain } from "./subjects.ts";

const C = timedToolchain("c");
const { PATH } = process.env;
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-peers-"));
  mkdirSync(join(folder, "bin"));
  process.env.PATH = `${join(folder, "bin")}${delimiter}${PATH ?? ""}`;
});
afterEach(() => {
  process.env.PATH = PATH;
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a program on the PATH that does this. */
function script(name: string, lines: string): void {
  const path = join(folder, "bin", name);
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
}

/** Twice the first of three numbers, and the last. */
const SOURCE = "void timed(const float *x, float *y) { y[0] = 2.0f * x[0]; y[1] = x[2]; }";

describe("a generator that prints C", () => {
  test("is given the model and called as other functions are, with arrays", async () => {
    script("onnx2c", `[ "$1" = --help ] && exit 0\n[ "$*" = "-f timed model.onnx" ] || exit 1\ncp model.onnx ${folder}/given.onnx\necho '${SOURCE}'`);
    const subject = ofArrays();
    const built = await builtEntry(onnx2c, subject, C, folder);
    if (built === undefined || !("program" in built)) throw new Error(JSON.stringify(built));
    const { compared } = subject;
    const results = await resultsAt(built.program, subject, compared, "gcc");
    const { values } = compared;
    const wanted = Float32Array.from({ length: 2 * compared.count }, (_, i) => (i % 2 === 0 ? 2 * values[(3 * i) / 2] : values[(3 * (i - 1)) / 2 + 2]));
    expect(results).toEqual(wanted);
    expect(built).toMatchObject({ contender: "onnx2c", entry: { title: "onnx2c" } });
    expect(built.sizes.code).toBeGreaterThan(0);
    expect(readModel(new Uint8Array(readFileSync(join(folder, "given.onnx"))), "given").network.inputs).toHaveLength(1);
  });

  test("may refuse the model", async () => {
    script("onnx2c", '[ "$1" = --help ] && exit 0\necho "no such operator" >&2\nexit 7');
    expect(await builtEntry(onnx2c, ofArrays(), C, folder)).toEqual({
      contender: "onnx2c", title: "onnx2c", kind: "unsuited", reason: "it refuses the model: no such operator",
    });
  });

  test("may print what does not compile, or lacks the function", async () => {
    script("onnx2c", "echo 'no C at all'");
    expect(await builtEntry(onnx2c, ofArrays(), C, folder)).toEqual({
      contender: "onnx2c", title: "onnx2c", kind: "failed", reason: "its source does not compile",
    });
    script("onnx2c", "echo 'void other(void) {}'");
    expect(await builtEntry(onnx2c, ofArrays(), C, folder)).toEqual({
      contender: "onnx2c", title: "onnx2c", kind: "failed", reason: "its object cannot be linked",
    });
  });

  test("may not be there", async () => {
    process.env.PATH = join(folder, "bin");
    expect(await onnx2c.enter(ofArrays(), "c", folder)).toEqual({ title: "onnx2c", kind: "missing", reason: "on the PATH" });
  });

  test("has nothing to do with other languages", async () => {
    expect(await onnx2c.enter(ofArrays(), "go", folder)).toBeUndefined();
  });
});

test("a generator that must not be told a batch that is fixed is asked again without it", async () => {
  script("emx-onnx-cgen", `[ "$1" = --help ] && exit 0\nfor word in "$@"; do [ "$word" = --input-dim ] && exit 1; done\necho '${SOURCE}' > timed.c`);
  expect(await builtEntry(emxOnnxCgen, ofArrays(), C, folder)).toMatchObject({ contender: "emx-onnx-cgen", entry: { title: "emx-onnx-cgen" } });
});

describe("OpenBLAS", () => {
  // A library of the same name with the one function, by its definition.
  const BLAS =
    "void cblas_sgemv(int o, int t, int rows, int columns, float a, const float *A, int lda, const float *x, int sx, float b, float *y, int sy) {" +
    "for (int i = 0; i < rows; ++i) { float s = b * y[i * sy]; for (int k = 0; k < columns; ++k) s += a * A[i * lda + k] * x[k * sx]; y[i * sy] = s; }" +
    "(void)o; (void)t; }";

  async function library(): Promise<void> {
    writeFileSync(join(folder, "blas.c"), BLAS);
    await runCommand([C.command, "-O2", "-c", "blas.c", "-o", "blas.o"], { directory: folder, timeLimitSeconds: 60 });
    await runCommand(["ar", "rc", "libopenblas.a", "blas.o"], { directory: folder, timeLimitSeconds: 60 });
  }

  test.each([["one number", ofOneNumber], ["arrays", ofArrays]])("is called layer by layer: %s", async (_, make) => {
    await library();
    const subject = await make();
    // Linked from where no system keeps its libraries.
    const toolchain = { ...C, timed: { ...C.timed, program: [...C.timed.program, `-L${folder}`, "-lopenblas"] } };
    const built = await builtEntry(openblas, subject, toolchain, folder);
    if (built === undefined || !("program" in built)) throw new Error(JSON.stringify(built));
    const { difference } = differences(subject, await resultsAt(built.program, subject, subject.compared, "gcc"));
    expect(difference).toBeLessThan(2e-6);
  });

  test("has no function for other networks", async () => {
    expect(await openblas.enter(await ofSeveralInputs(), "c", folder)).toEqual({
      title: "OpenBLAS sgemv", kind: "unsuited", reason: "the network is no chain of dense layers with activations that one writes in a line",
    });
  });
});

describe("onnxruntime", () => {
  const task = (subject: ReturnType<typeof ofArrays>): Parameters<typeof onnxruntimeSection>[0] => ({
    subject, effort: FEW_ROUNDS, observe: () => undefined, folder,
  });

  test("may not be there", async () => {
    script("python3", "exit 1");
    expect(await onnxruntimeSection(task(ofArrays()))).toEqual({
      contender: "onnxruntime", title: "onnxruntime", kind: "missing", reason: "a module of python3",
    });
  });

  test("may not run the model", async () => {
    script("python3", '[ "$1" = -c ] && echo 1.2.3 && exit 0\ncat > /dev/null\nexit 1');
    expect(await onnxruntimeSection(task(ofArrays()))).toEqual({
      contender: "onnxruntime", title: "onnxruntime", kind: "failed", reason: "it does not run the model",
    });
  });
});
