// A language that a folder describes: the one of examples/template-python gives the interpreter's bits in Python, of every operator, conversion and
// elementary function, and of models; what descriptions and templates may not say is refused; docs/templates.md lists every key and every path.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { emitSource, type EmitRequest } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { SOURCE_SHAPE, type Shape } from "../../src/codegen/view-shape.ts";
import { descriptionSchema } from "../../src/languages/described/description.ts";
import { describedLanguage } from "../../src/languages/described/index.ts";
import { tanh } from "../../src/network/ops/tanh.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { CHECKED, emitRequest, type EmitChoices } from "../../src/pipeline/emit-request.ts";
import { inForm } from "../../src/pipeline/in-form.ts";
import { loadBytes } from "../../src/pipeline/load-model.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import { callingConvention } from "../../src/program/program.ts";
import type { Values } from "../../src/program/scalar.ts";
import { allOperators } from "../conformance/all-operators.ts";
import { arraysOf, differences, drawInputs, recordsOf } from "../conformance/typed-calls.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";
import { denseNetwork, layeredNetwork, ORIGIN, randomValues, requestFor, requestOfProgram } from "../fixtures.ts";
import { everyKernel } from "../program/every-kernel.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const DESCRIPTION = read("examples/template-python/language.json");
const TEMPLATE = read("examples/template-python/source.hbs");
const python = described(DESCRIPTION, TEMPLATE);

function described(description: string, template: string): ReturnType<typeof describedLanguage> {
  return describedLanguage("python", { path: "python/language.json", text: description }, { path: "python/source.hbs", text: template });
}

const folder = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function smooth(): EmitRequest {
  const random = new RandomGenerator(3);
  const values = (count: number): Float32Array => randomValues(count, random);
  const network = layeredNetwork([1, 7, 1], { weights: values, biases: values, after: (builder, sum, name) => builder.operation(tanh, [sum], {}, name, ORIGIN) });
  return requestFor(network, "smooth");
}

async function article(name: string, choices: Partial<EmitChoices>): Promise<EmitRequest> {
  const all = { ...CHECKED, language: python, name, optimize: "speed", math: "own", form: "network", maxError: undefined, numbers: "float32", ...choices } as const;
  const model = loadBytes(readFileSync(join(root, "examples/article/exp.onnx")), { path: "exp.onnx" });
  return emitRequest(await inForm(model, all), all);
}

/** Calls the functions of modules with records from files, and writes records of their results. */
const CALL = `
import importlib, json, pathlib, struct, sys
sys.path.insert(0, ".")
for name, function, count, inputs, outputs in json.loads(pathlib.Path("cases.json").read_text()):
    call = getattr(importlib.import_module(name), function)
    given, results = pathlib.Path(name + ".in").read_bytes(), []
    form = "<" + "".join(str(size) + code for code, size, _ in inputs)
    filled = "<" + "".join(str(size) + code for code, size, _ in outputs)
    for values in struct.iter_unpack(form, given):
        arguments, start = [], 0
        for code, size, is_number in inputs:
            arguments.append(values[start] if is_number else list(values[start:start + size]))
            start += size
        arrays = [[0] * size for code, size, is_number in outputs if not is_number]
        result = call(*arguments, *arrays)
        flat = [result] if not arrays else [value for array in arrays for value in array]
        results.append(struct.pack(filled, *flat))
    pathlib.Path(name + ".out").write_bytes(b"".join(results))
`;

const CODES = { f32: "f", f64: "d", i8: "b", u8: "B", i16: "h", u16: "H", i32: "i", u32: "I", bool: "?" } as const;

interface Case {
  readonly request: EmitRequest;
  readonly inputs: readonly Values[];
  readonly count: number;
}

function caseOf(request: EmitRequest, count: number, own: readonly (readonly number[])[] = []): Case {
  const drawn = drawInputs(request.program, count);
  own.forEach((values, input) => drawn[input].set(values));
  return { request, inputs: drawn, count };
}

/** What a user may pass: within the domain, outside it, and what is no number. */
const POINTS = [0, 0.2, 1, 0.73, -1, 3e38, -3e38, 1e-45, -0, Infinity, -Infinity, NaN];
let cases: readonly Case[] = [];
const operators = allOperators();

beforeAll(async () => {
  cases = [
    caseOf(requestOfProgram(operators.program, "all_operators"), 120),
    caseOf(requestOfProgram(everyKernel(), "every_kernel"), 200),
    caseOf(await article("article", {}), 60, [POINTS]),
    caseOf(await article("compact", { optimize: "size", outside: "clamp" }), 20, [POINTS]),
    caseOf(await article("table", { form: "table" }), 200, [POINTS]),
    caseOf(await article("small_table", { form: "table", numbers: "int16" }), 200, [POINTS]),
    caseOf(smooth(), 100, [POINTS]),
    caseOf(requestFor(denseNetwork([3, 9, 4, 2], 5), "several"), 60),
  ];
  const spec = cases.map(({ request: { program, name }, inputs, count, request }) => {
    const [[, text]] = emitSource(python.language, request);
    writeFileSync(join(folder, `${name}.py`), wholeText(text));
    writeFileSync(join(folder, `${name}.in`), recordsOf(inputs, count));
    const convention = callingConvention(program);
    const about = (parameters: typeof convention.inputs | typeof convention.outputs) => parameters.map(({ buffer: { scalar, size }, passing }) => [CODES[scalar], size, passing !== "array"]);
    return [name, name, count, about(convention.inputs), about(convention.outputs)];
  });
  writeFileSync(join(folder, "cases.json"), JSON.stringify(spec));
  execFileSync("/usr/bin/python3", ["-W", "error", "-c", CALL], { cwd: folder });
});

test("every model and operator has the interpreter's bits in Python", () => {
  const wrong = cases.flatMap(({ request: { program, name }, inputs, count }) => {
    const computed = arraysOf(readFileSync(join(folder, `${name}.out`)), program, count);
    const label = (output: number, place: number): string => `${name} ${name === "all_operators" ? operators.labels[output][place] : `${output} ${place}`}`;
    return differences(interpretValues(program, inputs, count), computed, count, label);
  });
  expect(wrong).toEqual([]);
});

/** Float32 is a type here, types are said, blocks end, literals have an `f`, and every kind of name is written otherwise. */
const C = {
  title: "Plain C",
  extension: "c",
  comment: "// {text}",
  indent: "\t",
  reserved: ["bits_of", "const", "float", "for", "int", "static", "unsigned", "void"],
  names: { functions: "PascalCase", variables: "camelCase", tables: "UPPER_CASE" },
  types: { f32: "float", i32: "int", u32: "unsigned", bool: "int" },
  elementTypes: { i16: "short" },
  literals: { f32: "({digits}f)" },
  truth: { true: "1", false: "0" },
  operators: {
    add: "{left} + {right}", subtract: "{left} - {right}", multiply: "{left} * {right}", less: "{left} < {right}", lessOrEqual: "{left} <= {right}",
  },
  select: "{condition} ? {whenTrue} : {whenFalse}",
  conversions: { "round to f32": "(float){of}", round: "(int){of}", "bits to i32": "(int){of}", "bits f32 u32": "bits_of({of})" },
  element: "{array}[{index}]",
  function: {
    exported: "{result} {name}({parameters})", number: "{type} {name}", inputArray: "const {type} {name}[{size}]", outputArray: "{type} {name}[{size}]",
    result: "{type}", noResult: "void",
  },
  statements: {
    let: "const {type} {name} = {value};", variable: "{type} {name} = {value};", set: "{name} = {value};",
    for: "for (int {variable} = 0; {variable} < {extent}; {variable}++) {", forSteps: "for (int {variable} = 0; {variable} < {extent}; {variable} += {step}) {",
    end: "}", return: "return {value};", ignore: "(void){name};", scratch: "{type} {name}[{size}];",
  },
  tables: { open: "static const {type} {name}[{size}] = {", close: "};", number: "(+{digits})", single: "static const {type} {name} = {value};" },
};
const C_TEMPLATE = `#include <stdio.h>
#include <string.h>
static unsigned bits_of(float of) {
  unsigned bits;
  memcpy(&bits, &of, sizeof bits);
  return bits;
}
{{#each tables}}
{{#each lines}}
{{this}}
{{/each}}
{{/each}}
{{#each functions}}
{{signature}} {
{{#each body}}
{{this}}
{{/each}}
}
{{/each}}
int main(void) {
  float x, y;
  while (fread(&x, sizeof x, 1, stdin) == 1) {
    y = {{unitName}}(x);
    fwrite(&y, sizeof y, 1, stdout);
  }
  return 0;
}
`;

test.each<readonly [form: string, choices: Partial<EmitChoices>]>([
  ["a network", {}],
  ["a table", { form: "table", numbers: "int16" }],
])("%s has the interpreter's bits in a language with types, where float32 is one", async (_, choices) => {
  const plain = described(JSON.stringify(C), C_TEMPLATE);
  const request = await article("plain_article", { ...choices, language: plain });
  const [[, text]] = emitSource(plain.language, request);
  const source = wholeText(text);
  expect(source).toContain("\nfloat PlainArticle(float x) {\n");
  expect(source).toContain("\nstatic const ");
  writeFileSync(join(folder, "plain.c"), source);
  const inputs = Float32Array.from([...POINTS, ...Array.from({ length: 500 }, (__, place) => place / 499)]);
  const [expected] = interpretValues(request.program, [inputs], inputs.length);
  const output = execFileSync("tcc", ["-run", "plain.c"], { cwd: folder, input: new Uint8Array(inputs.buffer) });
  expect(differences([expected], arraysOf(output, request.program, inputs.length), inputs.length, () => "y")).toEqual([]);
});

test("the file says what nnc's own say, and by which command it is written again", () => {
  const text = readFileSync(join(folder, "table.py"), "utf8");
  expect(text).toMatch(/^# Code generated by nnc \S+; DO NOT EDIT\.\n#\n# table approximates exp\(x\) for x in \[0, 1\]\.\n#\n/);
  expect(text).toContain("\n#   regenerate    nnc emit exp.onnx --template python --name table --form table --self-test none\n");
  expect(readFileSync(join(folder, "article.py"), "utf8")).toContain("\nARTICLE_SLOPE = float32(0.2)\n");
});

describe("language.json is refused", () => {
  const whole = z.record(z.string(), z.unknown()).parse(JSON.parse(DESCRIPTION));
  const group = (key: string): object => z.record(z.string(), z.unknown()).parse(whole[key]);
  const keys = "docs/templates.md lists the keys, and examples/template-python is a description that is whole";

  const refused: readonly (readonly [what: string, text: string, note: string, hint?: string])[] = [
    ["no JSON", "{", "it is not JSON"],
    ["a list", "[]", "it must be an object"],
    ["a missing key", JSON.stringify({ ...whole, title: undefined }), '"title" is missing'],
    ["a misspelt key", JSON.stringify({ ...whole, extention: "py" }), 'there is no key "extention"', "did you mean 'extension'?"],
    ["a misspelt operator", JSON.stringify({ ...whole, operators: { ...group("operators"), ad: "" } }), 'there is no key "operators.ad"', "did you mean 'add'?"],
    ["an extension with a dot", JSON.stringify({ ...whole, extension: ".py" }), '"extension" must be letters and digits without a dot, 12 at the most'],
    ["a number", JSON.stringify({ ...whole, indent: 4 }), '"indent" must be a text'],
    ["an unknown case", JSON.stringify({ ...whole, names: { ...group("names"), tables: "kebab-case" } }), '"names.tables" must be "snake_case" or "camelCase" or "PascalCase" or "UPPER_CASE"'],
    ["a missing place", JSON.stringify({ ...whole, round: "float32()" }), '"round" is no such text: {value} is missing in "float32()"'],
    ["an unknown place", JSON.stringify({ ...whole, comment: "# {text} {line}" }), '"comment" is no such text: there is no {line} here, but {text}'],
    ["an operator of an unknown type", JSON.stringify({ ...whole, operators: { add: { float: "{left} + {right}" } } }), 'there is no key "operators.add.float"'],
    ["an operator without an operand", JSON.stringify({ ...whole, operators: { add: { f32: "{left}" } } }), '"operators.add" is no such text: {right} is missing in "{left}"'],
    ["a conversion there is not", JSON.stringify({ ...whole, conversions: { "round f32 f33": "{of}" } }), 'there is no key "conversions.round f32 f33"'],
    ["two lines", JSON.stringify({ ...whole, select: "{condition}\n{whenTrue}{whenFalse}" }), '"select" must be one line'],
    ["a character of nnc's", JSON.stringify({ ...whole, comment: "\uE000{text}" }), '"comment" has a character that nnc keeps to itself, U+E000 or U+E001'],
  ];
  test.each(refused.map(([what, text, note, hint = keys]) => [what, text, note, hint] as const))("%s", (_, text, note, hint) => {
    expect(thrownDiagnostic(() => described(text, TEMPLATE))).toEqual({ category: "usage", message: "python/language.json describes no language", note, hint });
  });

  test("where a model needs more than it says", () => {
    const { language } = described(JSON.stringify({ ...whole, operators: { ...group("operators"), add: { f64: "{left} + {right}" } } }), TEMPLATE);
    expect(thrownDiagnostic(() => emitSource(language, smooth()))).toEqual({
      category: "usage",
      message: "the model cannot be written in Python as python/language.json describes it",
      note: 'its function needs "operators.add.f32", which is not there',
      hint: "add it: docs/templates.md says what it means",
    });
  });
});

describe("source.hbs is refused", () => {
  test.each([
    ["{{#each tables}}\n  {{name}}{{/each}}", ":2:5", 'there is no "name" here, but comment, lines'],
    ["{{banner}}", ":1:1", "{{banner}} is a list, which {{#each}} goes through"],
    ["{{#each banner}}{{this.length}}{{/each}}", ":1:19", 'there is no "length" here'],
    ["{{#each summary}}{{/each}}", ":1:1", "{{#each}}: summary is no list"],
    ["{{#if constructor}}{{/if}}", ":1:7", 'there is no "constructor" here, but version, summary, banner, contents, unitName, prototypes, tables, functions'],
    ["{{#each banner}}{{@index}}{{/each}}", ":1:19", "{{@index}}: paths begin in what is at hand, and have neither @ nor ../"],
    ["{{#each banner}}{{../summary}}{{/each}}", ":1:19", "{{../summary}}: paths begin in what is at hand, and have neither @ nor ../"],
    ["{{#if summary}}{{else}}{{lookup this 1}}{{/if}}", ":1:24", "{{…}}: a helper is called"],
    ["{{#with summary}}{{/with}}", ":1:1", "{{#with}}: only each and if"],
    ["{{#each banner as |line|}}{{/each}}", ":1:1", '{{#each}}: gives no names with "as"'],
    ["{{> other}}", ":1:1", "{{>…}}: there are no other templates"],
    ["{{* other}}", ":1:1", "{{*…}}: there are no decorators"],
    ["{{#if summary}}".repeat(51) + "{{/if}}".repeat(51), ":1:751", "{{#if}}: more than 50 blocks lie in one another"],
    ["\uE0000\uE001", "", "it has a character that nnc keeps to itself, U+E000 or U+E001"],
    ["{{#if summary}}", "", expect.stringMatching(/^Parse error on line 1:\n/) as string],
  ])("%j", (text, place, note) => {
    expect(thrownDiagnostic(() => described(DESCRIPTION, text))).toEqual({
      category: "usage",
      message: "the template cannot be used",
      place: `python/source.hbs${place}`,
      note,
      hint: "docs/templates.md says what a template may do, and what it may name",
    });
  });
});

describe("docs/templates.md", () => {
  const document = read("docs/templates.md");
  const rowsUnder = (heading: string): readonly string[] => {
    const [, after = ""] = document.split(`\n${heading}\n`);
    const table = after.split("\n").slice(1);
    return table.slice(0, table.findIndex((line) => !line.startsWith("|")));
  };
  const firstCells = (heading: string): readonly string[] => {
    return rowsUnder(heading).flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, key = ""]) => key));
  };

  test("lists every key of a description", () => {
    const { shape } = descriptionSchema;
    const groups = { names: shape.names, truth: shape.truth, function: shape.function, statements: shape.statements, tables: shape.tables };
    const all = Object.keys(shape).flatMap((key) => {
      const group = Object.entries(groups).find(([name]) => name === key)?.[1];
      return group === undefined ? [key] : Object.keys(group.shape).map((inner) => `${key}.${inner}`);
    });
    expect(firstCells("| key | must have | may have | what it says |")).toEqual(all);
    expect(firstCells("| key | places | what it gives |")).toEqual(Object.keys(shape.operators.shape));
  });

  test("lists every path of the view", () => {
    const pathsOf = (shape: Shape, path: string): readonly string[] => {
      if (typeof shape === "string") return path === "" ? [] : [path];
      if ("each" in shape) return typeof shape.each === "string" ? [path] : [path, ...pathsOf(shape.each, path)];
      return Object.entries(shape.fields).flatMap(([name, inner]) => pathsOf(inner, path === "" ? name : `${path}.${name}`));
    };
    expect(firstCells("| path | what it is |")).toEqual(pathsOf(SOURCE_SHAPE, ""));
  });
});
