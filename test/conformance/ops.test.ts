// Every op × every language: each example of each op, with inputs and with constants as arguments, compiled and
// compared with the interpreter bit for bit, on random and on special values.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Op } from "../../src/network/op.ts";
import { valueOf } from "../../src/network/network.ts";
import { elementCount } from "../../src/network/shape.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { runEmitted } from "../../src/verify/run-emitted.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { unusualPoints } from "../../src/verify/points.ts";
import { ALL_COMPILERS, ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { examplesOf, requestOfExamples, WALKED } from "./op-examples.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nnc-conformance-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Ops in one network, of which a compiler makes one function: it is started as seldom as it can be … */
const OPS_TOGETHER = 60;
/** … but C compilers take far more than twice as long for twice the statements, and tcc runs out of memory where a call has two hundred arguments. */
const OPS_TOGETHER_IN_C = 11;

const OF_C = ALL_TOOLCHAINS.filter(({ language }) => language === "c");
const OTHERS = ALL_TOOLCHAINS.filter(({ language }) => language !== "c");
const GROUPS = [...groupsOf(OPS_TOGETHER, OTHERS), ...groupsOf(OPS_TOGETHER_IN_C, OF_C)];

/** So many ops each, all of them, with those who compile them. */
function groupsOf(together: number, toolchains: typeof ALL_TOOLCHAINS): readonly (readonly [string, readonly Op[], typeof ALL_TOOLCHAINS])[] {
  return Array.from({ length: Math.ceil(WALKED.length / together) }, (_, group) => {
    const ops = WALKED.slice(group * together, (group + 1) * together);
    return [`${ops[0].name} to ${ops[ops.length - 1].name}`, ops, toolchains];
  });
}

test("the registry has examples for each op", () => {
  for (const op of OPS) expect(op.examples.length, op.name).toBeGreaterThan(0);
});

test("all compilers are there", () => {
  expect(ALL_TOOLCHAINS.map(({ name }) => name)).toEqual(ALL_COMPILERS.map(({ name }) => name));
});

describe.each(GROUPS)("every example of every op: %s", (_group, ops, toolchains) => {
  const { network, labels } = examplesOf(ops);
  const request = requestOfExamples(network);
  const width = network.inputs.reduce((sum, { value }) => sum + elementCount(valueOf(network, value).shape), 0);
  const points = unusualPoints(width, 1500);
  const expected = evaluate(request.program, points);

  test.each(toolchains.map((toolchain) => [toolchain.name, toolchain] as const))("same bits: %s", async (_, toolchain) => {
    const computed = await runEmitted(request, toolchain, folder, points);
    const resultWidth = expected.length / points.count;
    const owners = network.outputs.flatMap(({ value }, position) => Array.from({ length: elementCount(valueOf(network, value).shape) }, () => labels[position]));
    const wrong = new Set<string | undefined>();
    for (let i = 0; i < expected.length; i++) {
      if (!Object.is(expected[i], computed[i])) wrong.add(owners[i % resultWidth]);
    }
    expect(computed.length).toBe(expected.length);
    expect([...wrong]).toEqual([]);
  });
});
