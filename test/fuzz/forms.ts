// The forms of a network that are compiled and compared: lowered for speed, for size and, where that differs, for memory; written out, as a block of
// calls, as tables. Each is a Program with what it is called with and what the interpreter makes of that.

import { blockOfCalls } from "../../src/program/block-of-calls.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { LAYOUTS, type Layout } from "../../src/codegen/lower/layout.ts";
import { writtenOut } from "../../src/codegen/write-out/write-out.ts";
import type { Network } from "../../src/network/network.ts";
import { LANGUAGES, type LanguageName } from "../../src/languages/index.ts";
import { PASSES, runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { callingConvention, type Program } from "../../src/program/program.ts";
import { workingBytes } from "../../src/program/working-memory.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { grown } from "./grow.ts";
import { ARGUMENT_STYLES, argumentNumbers } from "./numbers.ts";
import type { Plan } from "./plan.ts";
import { tabularForms, type Near } from "./tables.ts";

/** How a network becomes a Program: nnc's own way, or a wrong one that the comparisons have to find. */
export type Lower = (network: Network, layout?: Layout) => Program;

export interface Form {
  readonly name: string;
  readonly program: Program;
  readonly calls: number;
  /** Of each input the numbers of all calls. */
  readonly inputs: readonly Float32Array[];
  /** Of each output likewise, by the interpreter. */
  readonly expected: readonly Float32Array[];
  /** Of a table. */
  readonly near?: Near;
  /** Of what some languages alone are given. */
  readonly languages?: readonly LanguageName[];
}

/** A random network, ready to be compared. */
export interface Grown {
  /** As it was grown, after the passes that keep every bit, and after all of them. */
  readonly network: Network;
  readonly sameBits: Network;
  readonly passed: Network;
  /** The first one is that for speed. */
  readonly forms: readonly [Form, ...Form[]];
}

/** Calls of every form but blocks: twice each style of arguments. */
export const CALLS = 2 * ARGUMENT_STYLES.length;

/** @throws what lowering, a pass or the interpreter throws: a fault. */
export function formsOf(plan: Plan, lowered: Lower = lower): Grown {
  const network = grown(plan);
  const passed = runPasses(network);
  const sameBits = runPasses(network, undefined, PASSES.filter(({ exactness }) => exactness === "bit"));
  const speed = lowered(passed);
  const random = new RandomGenerator(plan.seed);
  const inputs = callingConvention(speed).inputs.map(({ buffer }) => argumentNumbers(CALLS, buffer.size, random));
  const form = (name: string, program: Program): Form => ({ name, program, calls: CALLS, inputs, expected: interpret(program, inputs, CALLS) });
  const size = lowered(passed, LAYOUTS.size);
  const forms: Form[] = [form("size", size), ...blockForm(speed, inputs)];
  const memory = lowered(passed, LAYOUTS.memory);
  if (workingBytes(memory) < workingBytes(speed)) forms.push(form("memory", memory));
  const [widest, ...others] = LANGUAGES.filter(({ writtenOut: limits }) => limits !== undefined).sort((one, other) => inputsOf(other) - inputsOf(one));
  const written = widest?.writtenOut === undefined ? speed : writtenOut(speed, widest.writtenOut);
  if (written !== speed) forms.push({ ...form("written out", written), languages: [widest, ...others].map(({ name }) => name) });
  if (plan.isTabular) forms.push(...tabularForms(passed, speed, plan.seed).map(({ name, program, near }) => ({ ...form(name, program), near })));
  return { network, sameBits, passed, forms: [form("speed", speed), ...forms] };
}

function inputsOf({ writtenOut: limits }: (typeof LANGUAGES)[number]): number {
  return limits?.mostInputs ?? 0;
}

/** One call of the block: all the arguments, and some of them again. */
function blockForm(program: Program, inputs: readonly Float32Array[]): readonly Form[] {
  const block = blockOfCalls(program);
  if (block === undefined) return [];
  const repeated = inputs.map((values) => Float32Array.from({ length: (values.length / CALLS) * block.calls }, (_, at) => values[at % values.length]));
  return [{ name: "block", program: block.program, calls: 1, inputs: repeated, expected: interpret(program, repeated, block.calls) }];
}
