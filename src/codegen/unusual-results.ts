// Says what a function gives where every input is NaN or infinite: by evaluating it, where that is a matter of moments.

import { interpretValues } from "../program/interpret.ts";
import { operationsOfCall } from "../program/operation-count.ts";
import type { Program } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import { isFloat, SCALARS, type Values } from "../program/scalar.ts";
import { remembers } from "../program/unit.ts";

/** Operations of a call up to which it is evaluated: some tenths of a second of interpreting. */
const OPERATION_BUDGET = 1e6;
/** Different results that are listed. */
const MOST_KINDS = 4;
const UNUSUAL = [NaN, -Infinity, Infinity] as const;

export interface UnusualResults {
  readonly ofNaN: string;
  readonly ofInfinities: string;
}

/** One line each; none where the function takes no floats. */
export function describeUnusualResults(program: Program, functionName: string): UnusualResults | undefined {
  if (!program.buffers.some(({ role, scalar }) => role === "input" && isFloat(scalar))) return undefined;
  const operations = operationsOfCall(program);
  if (operations > OPERATION_BUDGET) {
    return {
      ofNaN: `what ${functionName} of NaN is was not evaluated: a call takes ${operations} operations`,
      ofInfinities: "what infinities give was not evaluated either",
    };
  }
  const [nan, negative, positive] = resultsOf(program);
  const { inputs } = callingConvention(program);
  const when = remembers(program) ? ", in the first call of a sequence" : "";
  if (inputs.reduce((sum, { buffer }) => sum + buffer.size, 0) === 1) {
    return { ofNaN: `${functionName} of NaN is ${nan}${when}`, ofInfinities: `-infinity gives ${negative}, +infinity gives ${positive}` };
  }
  // Where some elements are ordinary, others may be what decides: the two cases say nothing of that.
  return {
    ofNaN: `where every element is NaN, ${functionName} gives ${nan}${when}`,
    ofInfinities: `where every element is -infinity it gives ${negative}, where every one is +infinity ${positive}`,
  };
}

/** What the function gives when every input has the same unusual value; several results of a call are listed once each. */
function resultsOf(program: Program): readonly string[] {
  const { inputs } = callingConvention(program);
  const calls = inputs.map(({ buffer: { scalar, size } }) => {
    const values = SCALARS[scalar].newValues(UNUSUAL.length * size);
    UNUSUAL.forEach((value, call) => values.fill(value, call * size, (call + 1) * size));
    return values;
  });
  const outputs = remembers(program) ? asFirstCalls(program, calls) : interpretValues(program, calls, UNUSUAL.length);
  return UNUSUAL.map((_, call) => {
    const results = outputs.map((output) => output.slice(
      (call * output.length) / UNUSUAL.length,
      ((call + 1) * output.length) / UNUSUAL.length,
    ));
    const kinds = new Set(results.flatMap((result) => Array.from(result, describeNumber)));
    return [...kinds].slice(0, MOST_KINDS).join(" or ");
  });
}

/** Each as the first of a sequence. */
function asFirstCalls(program: Program, calls: readonly Values[]): readonly number[][] {
  const results = UNUSUAL.map((_, call) => {
    const given = calls.map((values) => values.slice((call * values.length) / UNUSUAL.length, ((call + 1) * values.length) / UNUSUAL.length));
    return interpretValues(program, given, 1);
  });
  return results[0].map((_, output) => results.flatMap((one) => Array.from(one[output])));
}

function describeNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Infinity) return "+infinity";
  if (value === -Infinity) return "-infinity";
  return Number.isInteger(value) && Math.abs(value) < 1e6 ? String(value) : value.toPrecision(6);
}
