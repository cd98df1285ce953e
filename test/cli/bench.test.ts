// nnc bench as a user runs it: what takes part in each form, and what is refused. Of times it is only said that there are some.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { writeModel } from "../../src/formats/index.ts";
import { denseNetwork } from "../fixtures.ts";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const EXP = fileURLToPath(new URL("../../examples/article/exp.onnx", import.meta.url));
writeFileSync(join(cwd, "two.onnx"), writeModel({ network: denseNetwork([2, 3, 1], 1), record: undefined }, "0.0.0"));

const shape = z.object({
  target: z.nullable(z.array(z.string())),
  domain: z.array(z.object({ name: z.string(), low: z.number(), high: z.number() })),
  inputs: z.number(),
  sections: z.array(
    z.object({
      language: z.string(),
      rows: z.array(z.object({ contender: z.string(), nanoseconds: z.number(), error: z.nullable(z.object({ maximum: z.number() })), difference: z.number() })),
    }),
  ),
});

/** Of Go alone, whose programs start quickly. */
async function benched(...words: readonly string[]) {
  const { code, stdout, stderr } = await nncWithin(["bench", ...words, "--lang", "go", "--json"], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const { sections, ...rest } = shape.parse(JSON.parse(stdout));
  const [{ language, rows }] = sections;
  expect(language).toBe("go");
  for (const { nanoseconds } of rows) expect(nanoseconds).toBeGreaterThan(0);
  return { rows, ...rest };
}

describe("measures", () => {
  test("a table beside its network, the formula and a table by hand", async () => {
    const { rows, target, domain, inputs } = await benched(EXP, "--form", "table", "--max-error", "1e-2");
    expect(rows.map(({ contender }) => contender)).toEqual(["emitted", "batch", "network", "formula", "even-table"]);
    expect({ target, domain }).toEqual({ target: ["exp(x)"], domain: [{ name: "x", low: 0, high: 1 }] });
    expect(inputs).toBeGreaterThan(200_000);
    const [emitted, batch, network, formula, even] = rows.map(({ error }) => error?.maximum ?? NaN);
    expect(batch).toBe(emitted);
    expect(emitted).toBeLessThan(1e-2);
    expect(network.toExponential(2)).toBe("4.60e-3");
    expect(formula).toBeLessThan(1.3e-7);
    expect(even).toBeLessThan(1e-2);
  });

  test("a model of two inputs that records nothing beside a formula that is given", async () => {
    const { rows, target, domain } = await benched("two.onnx", "--target", "a*b", "--domain", "a=0:1", "--domain", "b=1:2");
    expect(rows.map(({ contender }) => contender)).toEqual(["emitted", "batch", "formula"]);
    expect({ target, domain }).toEqual({ target: ["a*b"], domain: [{ name: "a", low: 0, high: 1 }, { name: "b", low: 1, high: 2 }] });
    expect(rows[2].error?.maximum).toBeLessThan(2e-7);
  });
});

test("prints tables, of a model that records nothing at arguments of its own", async () => {
  const { code, stdout } = await nncWithin(["bench", "two.onnx", "--lang", "go"], { cwd });
  expect(code).toBe(0);
  const [subject, , heading, columns, ...rows] = stdout.split("\n");
  expect(subject).toBe("two.onnx: arguments drawn from x[0] in [-1, 1], x[1] in [-1, 1], for the model records no domain");
  expect(heading).toMatch(/^Go, go \d+\.\d+/);
  expect(columns).toMatch(/^ {20,}ns  waiting +÷  difference$/);
  expect(rows.slice(0, rows.indexOf("")).map((row) => row.trim().split(/ {2,}/).at(-1))).toEqual(["0", "0"]);
  expect(stdout).toContain("\nleft out: formula: the model records no target, and none is given\n");
});

describe("refuses", () => {
  test("a domain that does not fit the network", async () => {
    expect(await nncWithin(["bench", "two.onnx", "--domain", "a=0:1", "--lang", "go"], { cwd })).toEqual({
      code: 3,
      stdout: "",
      stderr: `error: the domain does not fit the network
  note: the network has 2 input elements, the domain 1 variables
  hint: give one --domain NAME=LO:HI per input element, or leave it out
`,
    });
  });

  test("a target that does not fit the network", async () => {
    expect(await nncWithin(["bench", "two.onnx", "--target", "exp(x)", "--lang", "go"], { cwd })).toEqual({
      code: 3,
      stdout: "",
      stderr: `error: the target does not fit the network
  note: the network has 2 input and 1 output elements, the target 1 variables and 1 expressions
  hint: give one --domain NAME=LO:HI per input and one --target per output, such as --domain x=0:1 --domain y=0:1
`,
    });
  });

  test("an error of a network", async () => {
    expect(await nncWithin(["bench", EXP, "--max-error", "1e-3", "--lang", "go"], { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: an error is allowed of tables alone
  at --max-error
  note: the network has the error that it has
  hint: give --form table as well, or leave it out
`,
    });
  });
});
