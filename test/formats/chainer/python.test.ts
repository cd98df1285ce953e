// Files that numpy writes, as Chainer has it write them: read bit by bit and computed. And numpy reading what nnc writes.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { chainer } from "../../../src/formats/chainer/index.ts";
import { readModel, writeModelAs } from "../../../src/formats/index.ts";
import type { Network } from "../../../src/network/network.ts";
import { float32Bits } from "../../../src/numeric/float32.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { interpret } from "../../../src/program/interpret.ts";
import { denseNetwork } from "../../fixtures.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";
import { LEAKY } from "./archives.ts";

const folder = mkdtempSync(join(tmpdir(), "nnc-chainer-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
execFileSync("/usr/bin/python3", [script("write_archives.py"), folder]);

const layer = z.object({ shape: z.array(z.number()), W: z.array(z.number()), b: z.array(z.number()).nullable() });
const case_ = z.object({ layers: z.array(layer), input: z.array(z.number()), output: z.array(z.number()) });
const cases = Object.entries(z.record(z.string(), case_).parse(JSON.parse(readFileSync(join(folder, "cases.json"), "utf8"))));

/** The parameters in order, as the script describes them. */
function layersOf({ values }: Network): readonly z.infer<typeof layer>[] {
  const parameters = values.flatMap((value) => (value.kind === "parameter" ? [value] : []));
  return parameters.flatMap(({ shape, data }, position) => {
    if (shape.length !== 2) return [];
    const next = parameters[position + 1];
    const bias = next?.shape.length === 1 ? Array.from(next.data, float32Bits) : null;
    return [{ shape: [...shape], W: Array.from(data, float32Bits), b: bias }];
  });
}

const arrays = z.record(z.string(), z.object({ type: z.string(), shape: z.array(z.number()), bits: z.array(z.number()) }));

/** What numpy.load finds in each of the files. */
function loadedByNumpy(files: readonly Uint8Array[]): readonly z.infer<typeof arrays>[] {
  const paths = files.map((bytes, position) => {
    const path = join(folder, `written-${position}.model`);
    writeFileSync(path, bytes);
    return path;
  });
  return z.array(arrays).parse(JSON.parse(execFileSync("/usr/bin/python3", [script("read_archives.py"), ...paths], { encoding: "utf8" })));
}

describe("files written by numpy", () => {
  const refusalOf = (name: string) => thrownDiagnostic(() => readModel(readFileSync(join(folder, name)), name, LEAKY));

  test("with None for weights are of a network that has seen no batch", () => {
    expect(refusalOf("uninitialised.npz")).toEqual({
      category: "model",
      place: 'uninitialised.npz: array "l1/W"',
      message: "l1/W is None: its layer has no weights yet",
      note: "Chainer makes the weights of Linear(None, n) when the layer sees its first batch; this network was saved before that",
      hint: "call the network once on a batch, as training does, and save it again",
    });
  });

  test("with another object for weights have no matrix", () => {
    expect(refusalOf("other-object.npz")?.message).toBe("the weights are of shape [], no matrix");
  });

  test("are as many as the script has", () => {
    expect(cases.length).toBe(29);
  });

  test.each(cases)("%s", (name, { layers, input, output }) => {
    const { network, record } = readModel(readFileSync(join(folder, name)), name, LEAKY);
    expect(record).toBeUndefined();
    expect(layersOf(network)).toEqual(layers);
    const [result] = interpret(lower(runPasses(network)), [Float32Array.from(input)], 1);
    expect(result.length).toBe(output.length);
    // Sums of up to 32 float32 products, against float64, over up to twelve layers.
    output.forEach((expected, element) => expect(Math.abs(result[element] - expected)).toBeLessThan(2 ** -18 * Math.max(1, Math.abs(expected))));
  });
});

describe("files that nnc writes", () => {
  test("are the article's MyChain to numpy.load: the same keys, shapes and bits", async () => {
    const network = denseNetwork([1, 16, 32, 1], 5);
    const [found = {}] = loadedByNumpy([await writeModelAs(chainer, { network, record: undefined }, "1.2.3")]);
    expect(Object.entries(found).map(([key, { type, shape }]) => [key, type, shape])).toEqual([
      ["l1/W", "<f4", [16, 1]],
      ["l1/b", "<f4", [16]],
      ["l2/W", "<f4", [32, 16]],
      ["l2/b", "<f4", [32]],
      ["l3/W", "<f4", [1, 32]],
      ["l3/b", "<f4", [1]],
    ]);
    const parameters = network.values.flatMap((value) => (value.kind === "parameter" ? [Array.from(value.data, float32Bits)] : []));
    expect(Object.values(found).map(({ bits }) => bits)).toEqual(parameters);
  });

  test("are what was read, to nnc and to numpy", async () => {
    const written = cases.map(async ([name, { layers }]) => {
      const { network } = readModel(readFileSync(join(folder, name)), name, LEAKY);
      const bytes = await writeModelAs(chainer, { network, record: undefined }, "1.2.3");
      expect(await writeModelAs(chainer, { network, record: undefined }, "1.2.3")).toEqual(bytes);
      expect(layersOf(readModel(bytes, name, LEAKY).network)).toEqual(layers);
      return bytes;
    });
    const bits = loadedByNumpy(await Promise.all(written)).map((found) => Object.values(found).map((array) => array.bits));
    expect(bits).toEqual(cases.map(([, { layers }]) => layers.flatMap(({ W, b }) => [W, ...(b === null ? [] : [b])])));
  });

  test("are read back bit by bit, whatever the numbers and sizes", async () => {
    const widths = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(widths, fc.nat(), async (sizes, seed) => {
        const network = denseNetwork(sizes, seed);
        const bytes = await writeModelAs(chainer, { network, record: undefined }, "1.2.3");
        expect(layersOf(readModel(bytes, "my.model", LEAKY).network)).toEqual(layersOf(network));
      }),
    );
  });
});
