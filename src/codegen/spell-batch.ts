// Names what the function for many arguments has, and has it spelled.

import { callingConvention, type Program } from "../program/program.ts";
import type { Parameter, Spelling } from "./language.ts";
import type { NameScope } from "./name-scope.ts";
import type { SpelledFunction } from "./spelled-function.ts";

interface NamedBatch {
  readonly functionName: string;
  readonly single: { readonly name: string; readonly program: Program };
  readonly block: { readonly name: string; readonly calls: number } | undefined;
  readonly spelling: Spelling;
  readonly scope: NameScope;
}

export function spellBatch({ functionName, single, block, spelling, scope }: NamedBatch): SpelledFunction {
  const { inputs, outputs } = callingConvention(single.program);
  const parameters = [...inputs, ...outputs].map(({ buffer, passing }): Parameter => {
    const { name, role, scalar, size } = buffer;
    return { name: scope.declare(name), role, scalar, size: passing === "array" ? size : undefined };
  });
  const [count, counter] = ["n", "i"].map((name) => scope.declare(name));
  const result = outputs.some(({ passing }) => passing === "returned") ? parameters[inputs.length] : undefined;
  const passed = parameters.filter((parameter) => parameter !== result);
  const { signature, body } = spelling.batch({ functionName, parameters, count, counter, single: single.name, passed, result, block });
  return { functionName, exported: true, comment: `${functionName} ${does(single.name, parameters)}.`, signature, parameters, takesState: false, body };
}

function does(single: string, parameters: readonly Parameter[]): string {
  const [inputs, results] = (["input", "output"] as const).map((wanted) => parameters.filter(({ role }) => role === wanted));
  const isOfNumbers = parameters.every(({ size }) => size === undefined);
  const arrays = parameters.map(({ name, size }) => (size === undefined ? name : `${name} (${size} each)`)).join(", ");
  const given = isOfNumbers ? inPlace(inputs, results[0]) : `: ${arrays}, one after the other; no array may overlap a result's`;
  return `is ${single} for many ${inputs.length === 0 ? "calls" : "arguments"}, with the same bits${given}`;
}

/** Of functions that read an argument before they store its result. */
function inPlace(inputs: readonly Parameter[], result: Parameter): string {
  const same = inputs.filter(({ scalar }) => scalar === result.scalar).map(({ name }) => name);
  if (same.length === 0) return "";
  return `; ${result.name} may be ${same.length === 1 ? `${same[0]} itself` : `one of ${same.join(", ")}`}`;
}
