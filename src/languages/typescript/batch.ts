// The function of TypeScript that does another one for many arguments.

import type { Parameter, SpelledBatch, SpelledBatchFunction } from "../../codegen/language.ts";
import { moduleDeclarations, moduleRun } from "./batch-module.ts";
import { anyArray, ARRAYS } from "./types.ts";
import type { Typing } from "./typing.ts";

/** There are as many calls as the first array has arguments: what is shorter is refused, for nothing would say that results are lost. */
export function batchFunction(batch: SpelledBatch, typing: Typing): SpelledBatchFunction {
  const { functionName, parameters, count, module } = batch;
  const typed = parameters.map((parameter) => ({ name: parameter.name, type: arrayType(batch, parameter) }));
  const [first, ...others] = parameters;
  const all = first.size === undefined ? `${first.name}.length` : `Math.floor(${first.name}.length / ${first.size})`;
  const atOnce = callsOfTurn(batch);
  return {
    signature: `export function ${functionName}(${typed.map(({ name, type }) => typing.name(name, type)).join(", ")})${typing.result("void")}`,
    tags: typing.tags(typed, "void"),
    body: [
      `  const ${count} = ${all};`,
      ...others.map(
        ({ name, size }) =>
          `  if (${name}.length < ${size === undefined ? count : `${size} * ${count}`}) throw new RangeError("${functionName}: ${name} is too short for ${first.name}");`,
      ),
      ...(module === undefined ? [] : moduleRun(batch, module, typing)),
      ...(atOnce === 1 ? [`  for (let ${batch.counter} = 0; ${oneByOne(batch, typing)}`] : severalAtOnce(batch, atOnce, typing)),
    ],
    declarations: module === undefined ? [] : moduleDeclarations(batch, module, typing),
  };
}

/** Parts of arrays, and what WebAssembly is given, are of typed arrays. */
function arrayType({ parameters, module }: SpelledBatch, { role, scalar }: Parameter): string {
  const isOfNumbers = module === undefined && parameters.every(({ size }) => size === undefined);
  return isOfNumbers && (scalar === "f32" || scalar === "f64") ? anyArray(role, scalar) : ARRAYS[scalar];
}

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

function severalAtOnce(batch: SpelledBatch, atOnce: number, typing: Typing): readonly string[] {
  const { count, counter } = batch;
  return [
    `  let ${counter} = 0;`,
    "  // Several calls a turn, for engines look in every turn anew where an array is.",
    `  for (; ${count} - ${counter} >= ${atOnce}; ${counter} += ${atOnce}) {`,
    ...Array.from({ length: atOnce }, (_, more) => `    ${callFor(batch, more === 0 ? counter : `${counter} + ${more}`, typing)}`),
    "  }",
    `  for (; ${oneByOne(batch, typing)}`,
  ];
}

/** The rest of a loop's head, and what it does. */
function oneByOne(batch: SpelledBatch, typing: Typing): string {
  const { count, counter } = batch;
  return `${counter} < ${count}; ${counter}++) ${callFor(batch, counter, typing)}`;
}

/** The statement that does the call of this number. */
function callFor({ single, passed, result }: SpelledBatch, number: string, typing: Typing): string {
  const call = `${single}(${passed.map((parameter) => elementsAt(parameter, number, typing)).join(", ")})`;
  if (result === undefined) return `${call};`;
  return `${result.name}[${number}] = ${result.scalar === "bool" ? `Number(${call})` : call};`;
}

function elementsAt({ name, size, scalar }: Parameter, counter: string, typing: Typing): string {
  const element = typing.element(`${name}[${counter}]`);
  if (size === undefined) return scalar === "bool" ? `${element} !== 0` : element;
  return `${name}.subarray(${size} * ${counter}, ${size} * ${counter} + ${size})`;
}
