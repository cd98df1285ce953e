// What is measured: a function that nnc emits, what it should be, where its arguments are drawn and where its errors are looked for.
// Compiles and times nothing.

import type { EmitRequest } from "../codegen/package.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { costOf } from "../network/describe.ts";
import type { DomainVariable } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import { RandomGenerator } from "../numeric/random.ts";
import { callingConvention, type Buffer, type Program } from "../program/program.ts";
import { remembers } from "../program/unit.ts";
import { checkGoalFits, type Goal } from "../verify/goal.ts";
import { evaluate } from "../verify/evaluate.ts";
import { sweep, within, type Points } from "../verify/points.ts";
import { affordableEffort, type EffortLimits } from "../verify/seek/effort.ts";
import { seekLargestError } from "../verify/seek/seek-largest-error.ts";

/** Names the emitted function and all that are beside it: sources of contenders never meet. */
export const TIMED = "timed";

/** Of the model, all under the name `TIMED`. */
export interface Emitted {
  readonly request: EmitRequest;
  /** The same with a function for many arguments. */
  readonly batch: EmitRequest;
  /** The network, where the request has a table in its place. */
  readonly network: EmitRequest | undefined;
}

export interface Subject {
  readonly emitted: Emitted;
  /** As the model was read. */
  readonly network: Network;
  readonly goal: Goal | undefined;
  /** Where arguments are drawn: a variable for each element of the inputs. */
  readonly domain: readonly DomainVariable[];
  /** The arguments that calls are timed with. */
  readonly drawn: Points;
  /** Where results are compared. */
  readonly compared: Points;
  /** How many of these, from the first on, are spread over the domain. */
  readonly spread: number;
  /** What the emitted function gives there, by the interpreter. */
  readonly expected: Float32Array;
}

/** Numbers that calls are timed with, all together: they stay in the processor's nearest cache. */
const DRAWN_NUMBERS = 4096;
const FEWEST_CALLS = 16;
const COMPARED_WITHOUT_GOAL = 4097;
/** Where nobody says where a model lies. */
const UNKNOWN = { low: -1, high: 1 } as const;

/** What is said of the model besides its network. */
export interface Surroundings {
  readonly network: Network;
  readonly goal: Goal | undefined;
  /** Where there is no goal; empty where nobody says it. */
  readonly domain: readonly DomainVariable[];
  readonly effort: EffortLimits;
}

/** @throws DiagnosticError of category model where the function remembers its calls, of which none is like another. */
export function refuseRemembered(program: Program): void {
  if (!remembers(program)) return;
  throw new DiagnosticError({
    id: "benchmark-with-state",
    message: "the model's function remembers its calls, and such a function is not timed",
    note: "the same calls are made many times, and the function must be the same each time",
    hint: "emit its source, and time sequences of calls in a program of your own",
  });
}

/** @throws DiagnosticError of category model where the goal does not fit, or not all inputs and outputs are float32. */
export function subjectOf(emitted: Emitted, { network, goal, domain: given, effort }: Surroundings): Subject {
  const { program } = emitted.request;
  const { inputs, outputs } = callingConvention(program);
  const width = widthOf(inputs.map(({ buffer }) => buffer));
  refuseOtherTypes(program, width);
  if (goal !== undefined) checkGoalFits(goal, width, widthOf(outputs.map(({ buffer }) => buffer)));
  const domain = goal?.domain ?? domainOf(given, width);
  const sought = goal && seekLargestError(program, goal.targets, domain, affordableEffort(effort, costOf(emitted.request.network).multiplyAdds));
  const compared = sought === undefined ? sweep(domain, COMPARED_WITHOUT_GOAL) : { width, count: sought.inputs.length / width, values: sought.inputs };
  const spread = sought?.spread ?? compared.count;
  return { emitted, network, goal, domain, drawn: draw(domain), compared, spread, expected: evaluate(program, compared) };
}

function refuseOtherTypes(program: Program, width: number): void {
  const other = program.buffers.find(({ role, scalar }) => (role === "input" || role === "output") && scalar !== "f32");
  if (other === undefined && width > 0) return;
  throw new DiagnosticError({
    id: "benchmark-not-float32",
    message: other === undefined ? "the model takes no numbers" : `the model's ${other.role} ${other.name} is of ${other.scalar}`,
    note: "calls are timed with float32 numbers that are drawn from a domain",
  });
}

function domainOf(given: readonly DomainVariable[], width: number): readonly DomainVariable[] {
  if (given.length === width) return given;
  if (given.length === 0) return Array.from({ length: width }, (_, place) => ({ name: `x[${place}]`, ...UNKNOWN }));
  throw new DiagnosticError({
    id: "benchmark-domain-does-not-fit",
    message: "the domain does not fit the network",
    note: `the network has ${width} input elements, the domain ${given.length} variables`,
    hint: prose`give one ${setting("domain", "NAME=LO:HI")} per input element, or leave it out`,
  });
}

/** The arguments that calls of a program of float32 are timed with, in a domain that may be unknown. */
export function drawnArguments(given: readonly DomainVariable[], program: Program): Points {
  return draw(domainOf(given, widthOf(callingConvention(program).inputs.map(({ buffer }) => buffer))));
}

/** Uniformly, the same every time. */
function draw(domain: readonly DomainVariable[]): Points {
  const random = new RandomGenerator(4);
  const width = domain.length;
  const count = Math.max(FEWEST_CALLS, Math.floor(DRAWN_NUMBERS / width));
  const values = new Float32Array(count * width);
  for (let i = 0; i < values.length; i++) {
    const variable = domain[i % width];
    values[i] = within(random.uniformIn(variable.low, variable.high), variable);
  }
  return { width, count, values };
}

function widthOf(buffers: readonly Buffer[]): number {
  return buffers.reduce((sum, { size }) => sum + size, 0);
}
