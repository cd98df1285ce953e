// The function of Go that does another one for many arguments.

import type { Parameter, Spelling } from "../../codegen/language.ts";
import { TYPES } from "./types.ts";

/** There are as many calls as the first slice has arguments; the slices of single numbers are cut to it, so that no element is checked to be there. */
export const batchFunction: Spelling["batch"] = ({ functionName, parameters, count, counter, single, passed, result }) => {
  const [first, ...others] = parameters;
  const list = parameters.map(({ name, scalar }) => `${name} []${TYPES[scalar]}`);
  const given = passed.map((parameter) => elementsAt(parameter, counter, passed.length === 1));
  const kept = result === undefined ? "" : `${result.name}[${counter}] = `;
  const all = first.size === undefined ? `len(${first.name})` : count;
  const turns = first.size === undefined ? `range ${first.name}` : `:= 0; ${counter} < ${count}; ${counter}++`;
  return {
    signature: `func ${functionName}(${list.join(", ")})`,
    body: [
      ...(first.size === undefined ? [] : [`\t${count} := len(${first.name}) / ${first.size}`]),
      ...others.flatMap(({ name, size }) => (size === undefined ? [`\t${name} = ${name}[:${all}]`] : [])),
      `\tfor ${counter} ${first.size === undefined ? ":= " : ""}${turns} {`,
      `\t\t${kept}${single}(${given.join(", ")})`,
      "\t}",
    ],
  };
};

function elementsAt({ name, scalar, size }: Parameter, counter: string, isAlone: boolean): string {
  if (size === undefined) return `${name}[${counter}]`;
  // gofmt sets blanks around the colon of an only argument.
  return `(*[${size}]${TYPES[scalar]})(${name}[${size}*${counter}${isAlone ? " : " : ":"}${size}*${counter}+${size}])`;
}
