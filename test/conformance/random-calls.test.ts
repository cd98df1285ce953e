// Every op over a random shape and random attributes, compiled by one compiler of each language and compared with the interpreter bit for
// bit, on random and on special values.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { valueOf, type Network } from "../../src/network/network.ts";
import type { Op } from "../../src/network/op.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { elementCount } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { runEmitted } from "../../src/verify/run-emitted.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { unusualPoints } from "../../src/verify/points.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { ORIGIN } from "../fixtures.ts";
import { asFloat, converted } from "../network/conversions.ts";
import { randomCalls } from "../network/random-calls.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nnc-random-calls-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const OPS_TOGETHER = 35;
const POINTS = 500;
/** The first of each language. */
const COMPILERS = [...new Map(ALL_TOOLCHAINS.toReversed().map((toolchain) => [toolchain.language, toolchain])).values()];
const NAMED = COMPILERS.map((toolchain) => [`${toolchain.language} by ${toolchain.name}`, toolchain] as const);

/** A call of each op side by side, of inputs; the passes find more in it than in an op alone. */
function sideBySide(ops: readonly Op[], seed: number): { readonly network: Network; readonly labels: readonly string[] } {
  const builder = new NetworkBuilder();
  const labels: string[] = [];
  const outputs = ops.flatMap((op) =>
    randomCalls(op, 1, new RandomGenerator(seed)).map(({ shapes, scalars, attributes }) => {
      const args = shapes.map((shape, position) => {
        const name = `${op.name}_x${position}`;
        return converted(builder, builder.input(name, shape, ORIGIN), scalars[position], `${name}_converted`);
      });
      labels.push(`${op.name} of ${JSON.stringify({ shapes, scalars, attributes })}`);
      return asFloat(builder, builder.operation(op, args, attributes, op.name, ORIGIN), `${op.name}_float`);
    }),
  );
  return { network: runPasses(builder.finish(outputs)), labels };
}

const GROUPS = Array.from({ length: Math.ceil(OPS.length / OPS_TOGETHER) }, (_, group) => {
  const ops = OPS.slice(group * OPS_TOGETHER, (group + 1) * OPS_TOGETHER);
  return [`${ops[0].name} to ${ops[ops.length - 1].name}`, ops] as const;
});

describe.each(GROUPS)("random calls: %s", (title, ops) => {
  const { network, labels } = sideBySide(ops, title.length);
  const program = lower(network);
  const model = { network, record: undefined };
  const request = { model, network, program, name: "random_calls", version: "0.0.0", modelSha256: "", command: "" };
  const width = network.inputs.reduce((sum, { value }) => sum + elementCount(valueOf(network, value).shape), 0);
  const points = unusualPoints(width, POINTS);
  const expected = evaluate(program, points);

  test.each(NAMED)("same bits: %s", async (_, toolchain) => {
    const computed = await runEmitted(request, toolchain, folder, points);
    expect(computed.length).toBe(expected.length);
    const owners = network.outputs.flatMap(({ value }, position) => {
      return Array.from({ length: elementCount(valueOf(network, value).shape) }, () => labels[position]);
    });
    const wrong = new Set<string>();
    expected.forEach((one, i) => {
      if (!Object.is(one, computed[i])) wrong.add(owners[i % owners.length]);
    });
    expect([...wrong]).toEqual([]);
  });
});
