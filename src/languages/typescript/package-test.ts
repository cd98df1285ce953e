// What the test of a model in an npm package says: calls with their results, and what is asked of arrays.

import type { CheckedCall, PackageMember } from "../../codegen/packaging/package-style.ts";
import type { Parameter } from "../../codegen/language.ts";
import { argumentsByParameter, argumentText, arrayText, resultText } from "./call-text.ts";
import { ARRAYS } from "./types.ts";

/** Calls of the function for many arguments: more than WebAssembly does in a turn, and a rest. */
const MANY = 50;
const LINE_WIDTH = 150;

export interface TestView {
  readonly module: string;
  readonly cases: boolean;
  readonly within: readonly string[];
  readonly unbounded: readonly string[];
  /** The lines that make a call's results a list. */
  readonly results: readonly string[];
  /** The arguments of `given` with typed arrays in place of others; empty where there are none. */
  readonly typed: string;
  readonly batch: readonly string[];
  readonly batchName: string;
  readonly lengths: readonly string[];
  /** Its name, or nothing. */
  readonly selfTest: string;
  /** What it is passed. */
  readonly selfTestArgument: string;
}

/** Undefined where nothing can be tested. */
export function testView(member: PackageMember): TestView | undefined {
  const { name, function: { functionName, parameters }, cases, batch, selfTest, returns, state } = member;
  // As at the beginning of a sequence.
  const begun = state === undefined ? [] : [`const remembered = new model.${state.type}();`, `model.${state.initialiser}(remembered);`];
  const passed = state === undefined ? "" : "remembered, ";
  const newState = state === undefined ? "" : `new model.${state.type}()`;
  const inputs = parameters.filter(({ role }) => role === "input");
  const outputs = parameters.filter(({ role }) => role === "output");
  const arrays = parameters.filter(({ size }) => size !== undefined);
  if (cases.length === 0 && selfTest === undefined && arrays.length === 0) return undefined;
  const lines = (wanted: (place: CheckedCall["place"]) => boolean): readonly string[] => {
    return cases.filter(({ place }) => wanted(place)).flatMap((one) => caseLines(one, inputs, returns === "bool"));
  };
  return {
    module: `${name}.js`,
    cases: cases.length > 0,
    within: lines((place) => place !== "unbounded"),
    unbounded: lines((place) => place === "unbounded"),
    results: outputs.length === 0
      ? [...begun, `return [model.${functionName}(${passed}...given)];`]
      : [
          ...begun,
          `const filled = [${outputs.map(newArray).join(", ")}];`,
          `model.${functionName}(${passed}...given, ...filled);`,
          "return filled.flatMap((array) => [...array]);",
        ],
    typed: inputs.some(({ scalar, size }) => scalar === "f32" && size !== undefined) ? "given.map((one) => (Array.isArray(one) ? Float32Array.from(one) : one))" : "",
    batch: batch === undefined ? [] : batchLines(batch.functionName, batch.parameters),
    batchName: batch?.functionName ?? "",
    lengths: arrays.map((wrong) => `assert.throws(() => model.${functionName}(${[newState, ...parameters.map((one) => argumentOfLength(one, one === wrong))].filter((one) => one !== "").join(", ")}), RangeError);`),
    selfTest: selfTest ?? "",
    selfTestArgument: newState,
  };
}

/** An element of a list, with its numbers on lines that are not too long. */
function caseLines({ inputs: numbers, outputs }: CheckedCall, inputs: readonly Parameter[], isTruth: boolean): readonly string[] {
  const given = argumentsByParameter(inputs, numbers).map((one, place) => {
    const { size, scalar } = inputs[place];
    return size === undefined ? one.map((value) => argumentText(value, scalar)).join("") : arrayText(one, scalar);
  });
  const expected = outputs.map((value) => resultText(value, isTruth ? "bool" : "f64"));
  const line = `  { given: [${given.join(", ")}], expected: [${expected.join(", ")}] },`;
  return line.length <= LINE_WIDTH ? [line] : ["  {", ...wrapped(`given: [${given.join(", ")}],`), ...wrapped(`expected: [${expected.join(", ")}],`), "  },"];
}

/** Broken after commas. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = "   ";
  for (const word of text.split(" ")) {
    if (line.length + 1 + word.length > LINE_WIDTH) {
      lines.push(line);
      line = "     ";
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

function newArray({ scalar, size = 1 }: Parameter): string {
  return `new ${ARRAYS[scalar]}(${size})`;
}

/** Zeros, one more than there should be where the length is to be wrong. */
function argumentOfLength({ scalar, size, role }: Parameter, isWrong: boolean): string {
  if (size === undefined) return argumentText(0, scalar);
  const length = isWrong ? size + 1 : size;
  return scalar === "f32" && role === "input" ? `new Array(${length}).fill(0)` : `new ${ARRAYS[scalar]}(${length})`;
}

function batchLines(functionName: string, parameters: readonly Parameter[]): readonly string[] {
  const inputs = parameters.filter(({ role }) => role === "input");
  const outputs = parameters.filter(({ role }) => role === "output");
  let end = 0;
  const ends = outputs.map(({ size = 1 }) => (end += size));
  return [
    `const calls = Array.from({ length: ${MANY} }, (_, place) => within[place % within.length]);`,
    ...inputs.map(({ scalar, size }, place) => {
      const all = size === undefined ? `calls.map(({ given }) => given[${place}])` : `calls.flatMap(({ given }) => [...given[${place}]])`;
      return `const given${place} = ${ARRAYS[scalar]}.from(${all});`;
    }),
    ...outputs.map(({ scalar, size = 1 }, place) => `const filled${place} = new ${ARRAYS[scalar]}(${size === 1 ? "" : `${size} * `}calls.length);`),
    `model.${functionName}(${[...inputs.map((_, place) => `given${place}`), ...outputs.map((_, place) => `filled${place}`)].join(", ")});`,
    ...outputs.map(({ size = 1, scalar }, place) => {
      const own = outputs.length === 1 ? "expected" : `expected.slice(${ends[place] - size}, ${ends[place]})`;
      return `assert.deepEqual([...filled${place}], calls.flatMap(({ expected }) => ${own}${scalar === "bool" ? ".map(Number)" : ""}));`;
    }),
  ];
}
