// Asks a C program for the largest error of an emitted function: it knows nothing of nnc's sweep, takes the target from the C
// library, and looks at some twenty million inputs. Trains nothing.

import { execFile, execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { DomainVariable } from "../../src/network/model.ts";
import { within } from "../../src/verify/points.ts";

export interface Densest {
  readonly maximum: number;
  /** float32. */
  readonly at: readonly number[];
  readonly inputs: number;
}

/**
 * @param source the C file that defines `f`, by its absolute path; what is built lies in `folder`.
 * @param expressions of the targets in C, of double variables with the names of the domain's.
 */
export async function densest(
  source: string,
  expressions: readonly string[],
  domain: readonly DomainVariable[],
  folder: string,
  root: string,
): Promise<Densest> {
  const [problem, program] = ["problem.h", "densest"].map((name) => join(folder, name));
  writeFileSync(problem, problemOf(source, expressions, domain));
  const flags = ["-std=c99", "-O2", "-D_DEFAULT_SOURCE", "-Wall", "-Wextra", `-DPROBLEM="${problem}"`];
  execFileSync("gcc", [...flags, join(root, "bench", "accuracy", "densest.c"), "-o", program, "-lm"], { stdio: "inherit" });
  const { stdout } = await promisify(execFile)(program);
  const [maximum, inputs, ...at] = stdout.trim().split(" ").map(Number);
  return { maximum, at, inputs };
}

function problemOf(source: string, expressions: readonly string[], domain: readonly DomainVariable[]): string {
  const ends = (side: "low" | "high"): string => domain.map((variable) => `${within(variable[side], variable).toExponential(9)}f`).join(", ");
  const call = [domain.length === 1 ? "x[0]" : "x", ...(expressions.length === 1 ? [] : ["y"])].join(", ");
  return [
    `#include "${source}"`,
    `#define INPUTS ${domain.length}`,
    `#define OUTPUTS ${expressions.length}`,
    `static const float lows[INPUTS] = {${ends("low")}};`,
    `static const float highs[INPUTS] = {${ends("high")}};`,
    "static void network(const float x[INPUTS], float y[OUTPUTS]) {",
    expressions.length === 1 ? `    y[0] = f(${call});` : `    f(${call});`,
    "}",
    "static void target(const double point[INPUTS], double wanted[OUTPUTS]) {",
    ...domain.map(({ name }, position) => `    const double ${name} = point[${position}];`),
    ...expressions.map((expression, position) => `    wanted[${position}] = ${expression};`),
    "}",
    "",
  ].join("\n");
}
