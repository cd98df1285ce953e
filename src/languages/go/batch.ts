// The function of Go that does another one for many arguments.

import type { Parameter, Spelling } from "../../codegen/language.ts";
import { TYPES } from "./types.ts";

/** There are as many calls as the first slice has arguments. That the others hold as many is checked once, so that no element is checked to be there. */
export const batchFunction: Spelling["batch"] = ({ functionName, parameters, count, counter, single, passed, result }) => {
  const [first] = parameters;
  const given = passed.map((parameter) => elementsAt(parameter, counter, passed.length === 1));
  const kept = result === undefined ? "" : `${result.name}[${counter}] = `;
  const turns = first.size === undefined ? `range ${first.name}` : `:= 0; ${counter} < ${count}; ${counter}++`;
  const wrong = wrongLengths(parameters, count);
  return {
    signature: `func ${functionName}(${slices(parameters)})`,
    demands: wrong === undefined ? "" : `; it panics where ${wrong.said}`,
    body: [
      ...(first.size === undefined ? [] : [`\t${count} := len(${first.name}) / ${first.size}`]),
      ...(wrong === undefined ? [] : [`\tif ${wrong.condition} {`, `\t\tpanic("${functionName}: ${wrong.said}")`, "\t}"]),
      `\tfor ${counter} ${first.size === undefined ? ":= " : ""}${turns} {`,
      `\t\t${kept}${single}(${given.join(", ")})`,
      "\t}",
    ],
  };
};

/** Those of one type together: `x, y []float32`. */
function slices(parameters: readonly Parameter[]): string {
  return parameters.map(({ name, scalar }, place) => (parameters.at(place + 1)?.scalar === scalar ? name : `${name} []${TYPES[scalar]}`)).join(", ");
}

/** Undefined where any length will do. */
function wrongLengths(parameters: readonly Parameter[], count: string): { readonly condition: string; readonly said: string } | undefined {
  const [first, ...others] = parameters;
  const calls = first.size === undefined ? `len(${first.name})` : count;
  const needed = (size: number | undefined): string => (size === undefined ? calls : `${size}*${calls}`);
  const checked = first.size === undefined || first.size === 1 ? others : parameters;
  if (checked.length === 0) return undefined;
  const areNumbers = parameters.every(({ size }) => size === undefined);
  return {
    condition: checked.map(({ name, size }) => `len(${name}) != ${needed(size)}`).join(" || "),
    said: areNumbers ? "the slices are not of one length" : `the slices do not hold ${parameters.map(({ name, size = 1 }) => `${size} of ${name}`).join(", ")} for each call`,
  };
}

function elementsAt({ name, scalar, size }: Parameter, counter: string, isAlone: boolean): string {
  if (size === undefined) return `${name}[${counter}]`;
  // gofmt sets blanks around the colon of an only argument.
  return `(*[${size}]${TYPES[scalar]})(${name}[${size}*${counter}${isAlone ? " : " : ":"}${size}*${counter}+${size}])`;
}
