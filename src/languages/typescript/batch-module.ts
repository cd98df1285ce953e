// The WebAssembly module of a function for many arguments in TypeScript: its text, how an instance is made and how that is run. What is in
// the module is src/assemble's.

import type { Parameter, SpelledBatch, SpelledModule } from "../../codegen/language.ts";
import type { Scalar } from "../../program/scalar.ts";
import { ARRAYS } from "./types.ts";
import type { Typing } from "./typing.ts";

const LINES_OF_TEXT = /.{1,120}/g;
const PAGE_KIBIBYTES = 64;

/** What the types of the language leave out. */
const ENGINE = [
  "/* What is used of WebAssembly, which the types of the language leave out. */",
  "declare const WebAssembly: {",
  "  readonly Module: new (bytes: Uint8Array) => object;",
  "  readonly Instance: new (module: object) => {",
  "    readonly exports: { readonly memory: { readonly buffer: ArrayBuffer }; readonly run: (turns: number) => void };",
  "  };",
  "};",
  "declare function atob(base64: string): string;",
];
/** As the types of pages call it. */
const EXPORTS = "{ readonly memory: WebAssembly.Memory; readonly run: (turns: number) => void }";

/** The text, and what makes an instance of it when it is first asked for. */
export function moduleDeclarations(batch: SpelledBatch, spelled: SpelledModule, typing: Typing): readonly (readonly string[])[] {
  const { module, names } = spelled;
  const lines = btoa(module.code).match(LINES_OF_TEXT) ?? [];
  return [
    ...typing.ambient(ENGINE),
    [...description(batch, spelled), `const ${names.text} =`, ...lines.map((line, place) => `  "${line}"${place === lines.length - 1 ? ";" : " +"}`)],
    starter(batch, spelled, typing),
    [
      "/** Made when there are first arguments enough. */",
      `${typing.declaration("let", names.instance, `ReturnType<typeof ${names.start}> | undefined`)};`,
    ],
  ];
}

/** For reviewers. */
function description({ functionName, single, parameters }: SpelledBatch, { module, tables, starts }: SpelledModule): readonly string[] {
  const { code, pages, calls, turns } = module;
  const places = [...parameters.map(({ name }, place) => ({ name, start: starts[place] })), ...tables];
  const arrays = parameters.filter((parameter) => sizeOf(parameter) > 1);
  return [
    "/*",
    ` * What ${functionName} runs where it can: a WebAssembly module of ${code.length} bytes, in base64, that does ${calls} calls of ${single} side by side,`,
    ` * four in a vector, with the same bits. nnc assembled it of the program that ${single} is written from. It imports nothing. To read its`,
    " * instructions, give the text without quotes and signs to: base64 -d | wasm2wat - (of WABT). It exports",
    " *",
    ` *   memory      ${pages * PAGE_KIBIBYTES} KiB and no more, in which there are, in 32 bits each but for tables, from byte`,
    ...places.map(({ name, start }) => ` *   ${String(start).padStart(9)}     ${name}`),
    ` *   run(turns)  does ${calls} calls a turn, ${turns} turns at the most`,
    ...(arrays.length === 0 ? [] : [" *"]),
    ...arrays.map((parameter) => ` * ${parameter.name} has its element k of call i at place ${cellText(sizeOf(parameter), calls, "i")} + ${calls} * k.`),
    " */",
  ];
}

function starter({ parameters }: SpelledBatch, { module, tables, starts, names }: SpelledModule, typing: Typing): readonly string[] {
  const { text, start, bytes, exports, buffer, run } = names;
  const room = module.calls * module.turns;
  return [
    "/** False where there can be none: in engines without WebAssembly or its vectors, and in pages that are not allowed to compile. */",
    `function ${start}() {`,
    "  try {",
    `    const ${bytes} = Uint8Array.from(atob(${text}), (letter) => letter.charCodeAt(0));`,
    `    const ${exports} = ${typing.as(`new WebAssembly.Instance(new WebAssembly.Module(${bytes})).exports`, EXPORTS)};`,
    `    const ${buffer} = ${exports}.memory.buffer;`,
    ...tables.map(({ name, scalar, size, start: at }) => `    new ${ARRAYS[scalar]}(${buffer}, ${at}, ${size}).set(${name});`),
    "    return {",
    `      ${run}: ${exports}.run,`,
    ...parameters.map((parameter, place) => `      ${parameter.name}: new ${cellsOf(parameter.scalar)}(${buffer}, ${starts[place]}, ${sizeOf(parameter) * room}),`),
    "    };",
    "  } catch {",
    "    return false;",
    "  }",
    "}",
  ];
}

/** The statements that do all calls and return, where there are as many as a turn has and there is an instance. */
export function moduleRun({ parameters, count, counter }: SpelledBatch, { module, names }: SpelledModule, typing: Typing): readonly string[] {
  const { calls: ofTurn, turns } = module;
  const { start, instance, vectors, first, calls, run } = names;
  const room = ofTurn * turns;
  const copied = (role: Parameter["role"]): readonly string[] => {
    return parameters.filter((parameter) => parameter.role === role).flatMap((parameter) => copy(parameter, { counter, ofTurn, names, typing })).map((line) => `      ${line}`);
  };
  return [
    `  const ${vectors} = ${count} < ${ofTurn} ? false : (${instance} ??= ${start}());`,
    `  if (${vectors} !== false) {`,
    `    for (let ${first} = 0; ${first} < ${count}; ${first} += ${room}) {`,
    `      const ${calls} = Math.min(${room}, ${count} - ${first});`,
    ...copied("input"),
    `      ${vectors}.${run}(Math.ceil(${calls} / ${ofTurn}));`,
    ...copied("output"),
    "    }",
    "    return;",
    "  }",
  ];
}

interface Copying {
  readonly counter: string;
  readonly ofTurn: number;
  readonly names: SpelledModule["names"];
  readonly typing: Typing;
}

/** Of the calls from `first` on. */
function copy(parameter: Parameter, { counter, ofTurn, names: { vectors, first, calls, cell, element }, typing }: Copying): readonly string[] {
  const { name, role, scalar } = parameter;
  const size = sizeOf(parameter);
  const isInput = role === "input";
  if (size === 1 && scalar !== "bool") {
    return [isInput ? `${vectors}.${name}.set(${name}.subarray(${first}, ${first} + ${calls}));` : `${name}.set(${vectors}.${name}.subarray(0, ${calls}), ${first});`];
  }
  const [outside, inside] = size === 1
    ? [`${name}[${first} + ${counter}]`, `${vectors}.${name}[${counter}]`]
    : [`${name}[${size} * (${first} + ${counter}) + ${element}]`, `${vectors}.${name}[${cell} + ${ofTurn} * ${element}]`];
  const moved = isInput ? `${inside} = ${asCell(scalar, typing.element(outside))};` : `${outside} = ${ofCell(scalar, typing.element(inside))};`;
  const loop = `for (let ${counter} = 0; ${counter} < ${calls}; ${counter}++)`;
  if (size === 1) return [`${loop} ${moved}`];
  return [
    `${loop} {`,
    `  const ${cell} = ${cellText(size, ofTurn, counter)};`,
    `  for (let ${element} = 0; ${element} < ${size}; ${element}++) ${moved}`,
    "}",
  ];
}

/** Calls of a turn are a power of two. */
function cellText(size: number, ofTurn: number, call: string): string {
  return `${size * ofTurn} * (${call} >> ${Math.log2(ofTurn)}) + (${call} & ${ofTurn - 1})`;
}

/** A truth value is a mask there. */
function asCell(scalar: Scalar, element: string): string {
  return scalar === "bool" ? `${element} === 0 ? 0 : -1` : element;
}

function ofCell(scalar: Scalar, cell: string): string {
  return scalar === "bool" ? `${cell} & 1` : cell;
}

function cellsOf(scalar: Scalar): string {
  if (scalar === "f32") return "Float32Array";
  return scalar === "u32" ? "Uint32Array" : "Int32Array";
}

function sizeOf({ size = 1 }: Parameter): number {
  return size;
}
