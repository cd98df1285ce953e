// Working memory that is shared: as little as the lifetimes allow, and not a bit of a result changes.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bannerFacts, bannerLines } from "../../src/codegen/banner.ts";
import { c } from "../../src/languages/c/language.ts";
import { go } from "../../src/languages/go/language.ts";
import { typescript } from "../../src/languages/typescript/language.ts";
import { LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { lower, lowerWithRoomForEach } from "../../src/codegen/lower/lower.ts";
import type { Language } from "../../src/codegen/language.ts";
import { emitSource } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { ValueId } from "../../src/network/op.ts";
import { valueOf } from "../../src/network/network.ts";
import { elementCount } from "../../src/network/shape.ts";
import { add } from "../../src/network/ops/add.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { Program } from "../../src/program/program.ts";
import { checkModel } from "../../src/verify/check-model.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { denseNetwork, fewInputs, ORIGIN, randomValues, requestFor, spelledRequest } from "../fixtures.ts";
import { randomNetwork } from "../passes/random-network.ts";

function scratchOf({ buffers }: Program): readonly number[] {
  return buffers.filter(({ role }) => role === "scratch").map(({ size }) => size);
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

/** What is in use at once at the most, of the elements of arrays that are in use from their first outermost statement to their last. */
function mostInUse({ buffers, body }: Program): number {
  const used = body.map((statement) => new Set([...JSON.stringify(statement).matchAll(/"buffer":(\d+)/g)].map(([, id]) => Number(id))));
  const lifetimes = buffers.map((_, id) => [used.findIndex((ids) => ids.has(id)), used.findLastIndex((ids) => ids.has(id))]);
  const inUse = (time: number) => buffers.filter(({ role }, id) => role === "scratch" && lifetimes[id][0] <= time && time <= lifetimes[id][1]);
  return Math.max(0, ...body.map((_, time) => sum(inUse(time).map(({ size }) => size))));
}

/** Blocks of two layers with a connection around them, each way as wide as the others. */
function residual(blocks: number, width: number, aroundAll: boolean): Network {
  const random = new RandomGenerator(3);
  const builder = new NetworkBuilder();
  const layer = (x: ValueId): ValueId => {
    const [weights, bias] = [[width, width], [width]].map((shape) => builder.parameter("p", shape, randomValues(elementCount(shape), random), ORIGIN));
    return builder.operation(relu, [builder.operation(gemm, [x, weights, bias], {}, "s", ORIGIN)], {}, "h", ORIGIN);
  };
  const first = layer(builder.input("x", [1, width], ORIGIN));
  let value = first;
  for (let block = 0; block < blocks; block++) value = builder.operation(add, [layer(layer(value)), value], {}, "r", ORIGIN);
  if (aroundAll) value = builder.operation(add, [layer(value), first], {}, "r", ORIGIN);
  return runPasses(builder.finish([layer(value)]));
}

describe("working memory", () => {
  test.each([
    ["eight layers of 64", new Array<number>(9).fill(64)],
    ["eight hidden ones", [3, ...new Array<number>(8).fill(64), 1]],
  ])("%s need two arrays, 512 bytes", (_, widths) => {
    const request = requestFor(denseNetwork(widths, 1), "deep");
    expect(scratchOf(lowerWithRoomForEach(request.network, LAYOUTS.speed))).toHaveLength(8);
    expect(scratchOf(request.program)).toEqual([64, 64]);
    const { parameters } = spelledRequest(request, c);
    expect(bannerLines(bannerFacts({ ...request, functionName: "deep", parameters })).find((line) => line.startsWith("cost"))).toMatch(/, 512 bytes of working memory$/);
  });

  test.each([
    ["no hidden layer", denseNetwork([3, 2], 1), []],
    ["one hidden layer", denseNetwork([3, 7, 1], 1), [7]],
    ["one, and sums of several outputs", denseNetwork([3, 7, 2], 1), [7, 2]],
    ["two", denseNetwork([1, 16, 32, 1], 1), [16, 32]],
    ["three, the first and the last in one array", denseNetwork([1, 8, 32, 16, 1], 1), [16, 32]],
    ["sums in blocks, a stretch of them at a time", denseNetwork([300, 300, 300, 300], 1), [300, 300, 128]],
  ])("%s", (_, network, sizes) => {
    expect(scratchOf(lower(runPasses(network)))).toEqual(sizes);
  });

  test.each([1, 2, 5])("%d residual blocks need three arrays, and with a connection around all a fourth", (blocks) => {
    expect(scratchOf(lower(residual(blocks, 8, false)))).toEqual([8, 8, 8]);
    expect(scratchOf(lower(residual(blocks, 8, true)))).toEqual([8, 8, 8, 8].slice(blocks === 1 ? 1 : 0));
  });
});

describe("sharing", () => {
  test("random networks: not a bit changes, and equal arrays are as few as are in use at once", () => {
    let shared = 0;
    fc.assert(
      fc.property(randomNetwork(false), fc.constantFrom(LAYOUTS.speed, LAYOUTS.size), (network, layout) => {
        const [before, after] = [lowerWithRoomForEach(network, layout), lower(network, layout)];
        const count = 5;
        const random = new RandomGenerator(7);
        const inputs = network.inputs.map(({ value }) => randomValues(count * elementCount(valueOf(network, value).shape), random));
        expect(interpret(after, inputs, count)).toEqual(interpret(before, inputs, count));
        const [room, least] = [sum(scratchOf(after)), mostInUse(before)];
        expect(room).toBeGreaterThanOrEqual(least);
        if (new Set(scratchOf(before)).size === 1) expect(room).toBe(least);
        if (room < sum(scratchOf(before))) shared++;
      }),
      { numRuns: 500 },
    );
    expect(shared).toBeGreaterThan(20);
  });

  test("every compiler gives the bits", async () => {
    const request = requestFor(denseNetwork([2, 8, 8, 8, 8, 8, 2], 1), "deep");
    expect(scratchOf(request.program)).toEqual([8, 8]);
    const { toolchains: results } = await checkModel(request, undefined, ALL_TOOLCHAINS, { effort: fewInputs(200) });
    expect(results.map(({ toolchain, differing }) => [toolchain, differing])).toEqual(ALL_TOOLCHAINS.map(({ name }) => [name, 0]));
  });

  test("the source says what an array holds", () => {
    const linesWith = (widths: readonly number[], language: Language): readonly string[] => {
      const [source = ""] = emitSource(language, { ...requestFor(denseNetwork(widths, 1), "deep"), optimize: "size" }).values();
      const lines = wholeText(source).split("\n");
      return lines.flatMap((line, at) => (line.includes("one after the other") ? [line, lines[at + 1]] : []));
    };
    expect(linesWith([1, 4, 4, 4, 1], c)).toEqual(["    /* h1 and h3, one after the other */", "    float h1[4];"]);
    expect(linesWith([1, 4, 4, 4, 4, 1], go)).toEqual([
      "\t// h1 and h3, one after the other", "\tvar h1 [4]float32", "\t// h2 and h4, one after the other", "\tvar h2 [4]float32",
    ]);
    expect(linesWith([1, ...new Array<number>(17).fill(4), 1], typescript)).toEqual([
      "/* h1, h3, h5, h7, h9, h11 and 3 more, one after the other */", "const h1 = new Float32Array(4);",
      "/* h2, h4, h6, h8, h10, h12 and 2 more, one after the other */", "const h2 = new Float32Array(4);",
    ]);
  });
});
