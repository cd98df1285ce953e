// The function of TypeScript that does another one for many arguments.

import type { Parameter, SpelledBatch, Spelling } from "../../codegen/language.ts";
import { moduleDeclarations, moduleRun } from "./batch-module.ts";
import { ARRAYS } from "./types.ts";

/** There are as many calls as the first array has arguments: what is shorter is refused, for nothing would say that results are lost. */
export const batchFunction: Spelling["batch"] = (batch) => {
  const { functionName, parameters, count, module } = batch;
  const [first, ...others] = parameters;
  const all = first.size === undefined ? `${first.name}.length` : `Math.floor(${first.name}.length / ${first.size})`;
  const atOnce = callsOfTurn(batch);
  return {
    signature: `export function ${functionName}(${parameters.map(({ name, scalar }) => `${name}: ${ARRAYS[scalar]}`).join(", ")}): void`,
    body: [
      `  const ${count} = ${all};`,
      ...others.map(
        ({ name, size }) =>
          `  if (${name}.length < ${size === undefined ? count : `${size} * ${count}`}) throw new RangeError("${functionName}: ${name} is too short for ${first.name}");`,
      ),
      ...(module === undefined ? [] : moduleRun(batch, module)),
      ...(atOnce === 1 ? [`  for (let ${batch.counter} = 0; ${oneByOne(batch)}`] : severalAtOnce(batch, atOnce)),
    ],
    declarations: module === undefined ? [] : moduleDeclarations(batch, module),
  };
};

/**
 * V8 asks anew in every turn of a loop what an array is and where its numbers are, unless it is a constant. That takes a quarter of the time
 * of a table's call, so a turn does several. They have to be inlined, of which V8 does 920 bytes of bytecode in a function: each name
 * and number of a straight body stands for four at the most. Were one call too many, all would take twice the time.
 */
const [INLINED_BYTES, BYTES_OF_WORD, MOST_CALLS] = [920, 4, 5];

function callsOfTurn({ straightBody, parameters, module }: SpelledBatch): number {
  if (straightBody === undefined || module !== undefined || parameters.some(({ size }) => size !== undefined)) return 1;
  const words = (straightBody.join("\n").match(/[\w$.]+/g) ?? []).filter((word) => word !== "const" && word !== "let").length;
  return Math.max(1, Math.min(MOST_CALLS, Math.floor(INLINED_BYTES / (BYTES_OF_WORD * words))));
}

function severalAtOnce(batch: SpelledBatch, atOnce: number): readonly string[] {
  const { count, counter } = batch;
  return [
    `  let ${counter} = 0;`,
    "  // Several calls a turn, for engines look in every turn anew where an array is.",
    `  for (; ${count} - ${counter} >= ${atOnce}; ${counter} += ${atOnce}) {`,
    ...Array.from({ length: atOnce }, (_, more) => `    ${callFor(batch, more === 0 ? counter : `${counter} + ${more}`)}`),
    "  }",
    `  for (; ${oneByOne(batch)}`,
  ];
}

/** The rest of a loop's head, and what it does. */
function oneByOne(batch: SpelledBatch): string {
  const { count, counter } = batch;
  return `${counter} < ${count}; ${counter}++) ${callFor(batch, counter)}`;
}

/** The statement that does the call of this number. */
function callFor({ single, passed, result }: SpelledBatch, number: string): string {
  const call = `${single}(${passed.map((parameter) => elementsAt(parameter, number)).join(", ")})`;
  if (result === undefined) return `${call};`;
  return `${result.name}[${number}] = ${result.scalar === "bool" ? `Number(${call})` : call};`;
}

function elementsAt({ name, size, scalar }: Parameter, counter: string): string {
  if (size === undefined) return scalar === "bool" ? `${name}[${counter}]! !== 0` : `${name}[${counter}]!`;
  return `${name}.subarray(${size} * ${counter}, ${size} * ${counter} + ${size})`;
}
