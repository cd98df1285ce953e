// Compares every kernel with the platform's mathematics, at every float32, and prints a Markdown table; fails where one is off by more
// than a unit in the last place, wrong at a special value, turns back or leaves its range. Needs gcc and a few minutes a kernel. Of powers, whose
// pairs of operands are too many, it also says what is proved of all of them.
//
// node scripts/bench.mjs bench/kernels.ts [--quick] [--stride N] [--write] [KERNEL...]: quick looks at one float in 4099 and times
// nothing; stride looks at one in N; write puts the table into docs/verification.md.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { POWER } from "../src/certify/power.ts";
import { float32FromBits } from "../src/numeric/float32.ts";
import { KERNELS } from "../src/program/kernels/index.ts";
import { KERNEL_NAMES, type KernelName } from "../src/program/operator-name.ts";
import { root } from "./builds.ts";
import { compareKernel, timeKernel, type Comparison, type Fault, type Place } from "./kernels/compare-kernel.ts";
import { KERNEL_FACTS } from "./kernels/facts.ts";
import { compareLogarithm } from "./kernels/power/compare-logarithm.ts";
import { powerBound } from "./kernels/power/power-bound.ts";
import { digits, table } from "./markdown.ts";

interface Options {
  readonly quick: boolean;
  readonly write: boolean;
  /** Of the floats that are looked at, of one operand. */
  readonly stride: number;
  readonly kernels: readonly KernelName[];
}

/** What no result may be further off by, in units in the last place. */
const MOST_UNITS = 1;
/** Primes, so that all bits change. */
const QUICK_STRIDE = 4099;
/** Of either of two operands. */
const PAIR_STRIDES = { all: 268_439, quick: 4_294_967 } as const;
const USAGE = "usage: node scripts/bench.mjs bench/kernels.ts [--quick] [--stride N] [--write] [KERNEL...]";
const MARKERS = ["<!-- kernels: npm run test:kernels -- --write -->", "<!-- end of kernels -->"] as const;
const TEXTS = ["kernel", "inputs", "worst error, units in the last place", "monotone", "special values", "range"];
const TIMES = ["time ÷ libm's, independent", "time ÷ libm's, chained"];

function optionsOf(words: readonly string[]): Options | undefined {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { quick: { type: "boolean", default: false }, write: { type: "boolean", default: false }, stride: { type: "string" } },
    allowPositionals: true,
  });
  const named = KERNEL_NAMES.filter((name) => positionals.includes(name));
  const stride = values.quick ? QUICK_STRIDE : Number(values.stride ?? 1);
  const isWhole = !values.quick && named.length === 0;
  if (named.length < positionals.length || (values.write && !isWhole) || !Number.isSafeInteger(stride) || stride < 1) return undefined;
  return { quick: values.quick, write: values.write, stride, kernels: named.length === 0 ? KERNEL_NAMES : named };
}

function strideOf(kernel: KernelName, { quick, stride }: Options): number {
  return KERNELS[kernel].operands.length === 1 ? stride : PAIR_STRIDES[quick ? "quick" : "all"];
}

function inputsOf(kernel: KernelName, options: Options): string {
  const stride = strideOf(kernel, options);
  if (KERNELS[kernel].operands.length > 1) return `${Math.ceil(2 ** 32 / stride)}² pairs and as many at random`;
  return stride === 1 ? "all 2^32" : `one in ${stride}`;
}

function place([x, y]: Place, kernel: KernelName): string {
  return [x, y].slice(0, KERNELS[kernel].operands.length).map((bits) => String(float32FromBits(bits))).join(", ");
}

function verdict({ count, at }: Fault, kernel: KernelName): string {
  return count === 0 ? "yes" : `no: ${count}, first at ${place(at, kernel)}`;
}

function isRight({ worst, specialValues, turns, outside }: Comparison): boolean {
  return worst <= MOST_UNITS && [specialValues, turns, outside].every(({ count }) => count === 0);
}

function row(kernel: KernelName, seen: Comparison, options: Options, folder: string): readonly string[] {
  const { direction, range } = KERNEL_FACTS[kernel];
  const within = `[${range.map((end) => end.replace("INFINITY", "∞").replace(/^-/, "−").replace(/f$/, "")).join(", ")}]`;
  const texts = [
    kernel,
    inputsOf(kernel, options),
    `${seen.worst.toFixed(3)} at ${place(seen.at, kernel)}`,
    direction === "neither" ? "is not" : verdict(seen.turns, kernel),
    verdict(seen.specialValues, kernel),
    seen.outside.count === 0 ? within : verdict(seen.outside, kernel),
  ];
  if (options.quick) return texts;
  const timing = timeKernel(kernel, folder);
  const ratios = timing === undefined ? ["–", "–"] : [timing.independent, timing.chained].map(({ own, library }) => digits(own / library));
  return [...texts, ...ratios];
}

/** The page with the table between its markers. */
function writeTable(text: string): void {
  const page = join(root, "docs", "verification.md");
  const old = readFileSync(page, "utf8");
  const [start, end] = [old.indexOf(MARKERS[0]) + MARKERS[0].length, old.indexOf(MARKERS[1])];
  if (start < MARKERS[0].length || end < start) throw new Error("docs/verification.md has no place for the table");
  writeFileSync(page, `${old.slice(0, start)}\n\n${text}\n\n${old.slice(end)}`);
}

/** What is proved of powers, given the logarithm at the float32 that are looked at. */
async function proofOfPower(folder: string, { stride }: Options): Promise<string> {
  const { worst, at, wrong } = await compareLogarithm(folder, stride, availableParallelism());
  const { product, normal, subnormal } = powerBound(worst);
  if (wrong > 0 || Math.max(normal, subnormal) > POWER.unitsOff) process.exitCode = 1;
  const numbers = stride === 1 ? "all 2,139,095,039" : `one in ${stride}`;
  return [
    `pow: log2(x) is off by at most 2^${Math.log2(worst).toFixed(2)} of itself, at ${float32FromBits(at)}, of ${numbers} float32 above 0 (${wrong} no rounded sum and its rest);`,
    `y*log2(x) by at most 2^${Math.log2(product).toFixed(2)} of itself more, proved;`,
    `so x^y by at most ${normal.toFixed(3)} units in the last place, and by ${subnormal.toFixed(3)} where it is subnormal, proved of all x and y`,
  ].join("\n");
}

async function run(options: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "nnc-kernels-"));
  try {
    const rows: (readonly string[])[] = [];
    for (const kernel of options.kernels) {
      const seen = await compareKernel(kernel, folder, strideOf(kernel, options), availableParallelism());
      const cells = row(kernel, seen, options, folder);
      if (!options.quick) console.error(cells.join(" | "));
      if (!isRight(seen)) process.exitCode = 1;
      rows.push(cells);
    }
    const text = table(TEXTS, options.quick ? [] : TIMES, rows);
    console.log(text);
    if (options.kernels.includes("pow")) console.log(`\n${await proofOfPower(folder, options)}`);
    if (options.write) writeTable(text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const options = optionsOf(process.argv.slice(2));
if (options === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else await run(options);
