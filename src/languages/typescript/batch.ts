// The function of TypeScript that does another one for many arguments.

import type { Parameter, Spelling } from "../../codegen/language.ts";
import { moduleDeclarations, moduleRun } from "./batch-module.ts";
import { ARRAYS } from "./types.ts";

/** There are as many calls as the first array has arguments: what is shorter is refused, for nothing would say that results are lost. */
export const batchFunction: Spelling["batch"] = (batch) => {
  const { functionName, parameters, count, counter, single, passed, result, module } = batch;
  const [first, ...others] = parameters;
  const call = `${single}(${passed.map((parameter) => elementsAt(parameter, counter)).join(", ")})`;
  const number = result?.scalar === "bool" ? `Number(${call})` : call;
  const kept = result === undefined ? "" : `${result.name}[${counter}] = `;
  const all = first.size === undefined ? `${first.name}.length` : `Math.floor(${first.name}.length / ${first.size})`;
  return {
    signature: `export function ${functionName}(${parameters.map(({ name, scalar }) => `${name}: ${ARRAYS[scalar]}`).join(", ")}): void`,
    body: [
      `  const ${count} = ${all};`,
      ...others.map(
        ({ name, size }) =>
          `  if (${name}.length < ${size === undefined ? count : `${size} * ${count}`}) throw new RangeError("${functionName}: ${name} is too short for ${first.name}");`,
      ),
      ...(module === undefined ? [] : moduleRun(batch, module)),
      `  for (let ${counter} = 0; ${counter} < ${count}; ${counter}++) ${kept}${number};`,
    ],
    declarations: module === undefined ? [] : moduleDeclarations(batch, module),
  };
};

function elementsAt({ name, size, scalar }: Parameter, counter: string): string {
  if (size === undefined) return scalar === "bool" ? `${name}[${counter}]! !== 0` : `${name}[${counter}]!`;
  return `${name}.subarray(${size} * ${counter}, ${size} * ${counter} + ${size})`;
}
