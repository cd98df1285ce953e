// Options as programs without types give them: what is misspelt or of another type is refused in whole messages, never ignored.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { check, DiagnosticError, emit, prove, read, train } from "../../src/library/index.ts";

const EXP = readFileSync(fileURLToPath(new URL("../../examples/article/exp.onnx", import.meta.url)));
const MODEL = read(EXP);
const SAMPLES = { name: "s.csv", contents: ["a,b", ...Array.from({ length: 20 }, (_, i) => `${i},${2 * i}`)].join("\n") };
const TRAIN_NAMES =
  "target, domain, samples, inputs, outputs, weight, task, missing, holdOut, splitSeed, hidden, activation, outputActivation, jumps, maxError, smallest, iterations, batch, " +
  "optimiser, learningRate, schedule, initialiser, loss, seed, recipe, observe";
const INTERVAL_HINT = "give each variable two numbers that lie apart, the lower one first, such as { x: [0, 1] }";

/** Calls a function as JavaScript does, and gives what is said of it. */
async function refusal(called: (...given: never[]) => unknown, ...given: readonly unknown[]): Promise<unknown> {
  try {
    await Reflect.apply(called, undefined, given);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostic;
    throw error;
  }
  return "taken";
}

const unknownOption = (message: string, note: string, hint: string): object => ({
  id: "given-name-unknown",
  category: "usage",
  message,
  place: undefined,
  note,
  hint,
});
const invalid = (message: string, place: unknown, note: string): object => ({ id: "given-value-invalid", category: "usage", message, place, note });
const withoutNote = (message: string, place: unknown): object => ({ id: "given-value-invalid", category: "usage", message, place });
const setting = (name: string): object => ({ setting: name });

describe("train refuses", () => {
  test.each([
    [{ hiden: [8] }, unknownOption("train has no option 'hiden'", `its options: ${TRAIN_NAMES}`, "did you mean 'hidden'?")],
    [null, invalid("the options of train are null", undefined, "it must be an object")],
    ["sin(x)", invalid("the options of train are 'sin(x)'", undefined, "it must be an object")],
    [{ hidden: "8" }, invalid("hidden is '8'", setting("hidden"), "it must be a list of numbers, one for each layer")],
    [{ hidden: [8, "8"] }, invalid("hidden[1] is '8'", setting("hidden"), "it must be a finite number")],
    [{ learningRate: "0.1" }, invalid("learningRate is '0.1'", setting("learningRate"), "it must be a finite number")],
    [{ seed: null }, invalid("seed is null", setting("seed"), "it must be a finite number")],
    [{ maxError: NaN }, invalid("maxError is NaN", setting("maxError"), "it must be a finite number")],
    [{ maxError: -1 }, invalid("maxError is -1", setting("maxError"), "an error is never negative")],
    [{ smallest: 1 }, invalid("smallest is 1", setting("smallest"), "it must be true or false")],
    [{ loss: 5 }, invalid("loss is 5", setting("loss"), "it must be a text")],
    [{ target: Math.exp }, invalid("target is a function", setting("target"), "it must be an expression, or a list with one for each output")],
    [{ observe: {} }, invalid("observe is an object", "observe", "it must be a function")],
    [
      { domain: "0:1" },
      invalid("domain is '0:1'", setting("domain"), "it must be an object with an interval for each variable, such as { x: [0, 1] }"),
    ],
    [{ domain: { x: [0] } }, invalid("domain.x is [0]", setting("domain"), "it must be two numbers, the lower one first")],
    [{ domain: { x: [NaN, 1] } }, invalid("domain.x[0] is NaN", setting("domain"), "it must be a finite number")],
    [{ samples: "a,b\n1,2" }, invalid("samples is a text", setting("samples"), "it must be an object with a name and contents")],
    [{ samples: { name: "a" } }, invalid("samples.contents is undefined", setting("samples"), "it must be a text or a Uint8Array")],
    [
      { samples: { ...SAMPLES, nme: "" } },
      { ...unknownOption("samples has no option 'nme'", "", "leave it out"), place: setting("samples"), note: undefined },
    ],
  ])("%j", async (options, diagnostic) => {
    expect(await refusal(train, options)).toEqual(diagnostic);
  });

  test.each([
    [{ x: [1, 0] }, "the domain x=1:0 is empty: 1 is not less than 0"],
    [{ x: [0.5, 0.5] }, "the domain x=0.5:0.5 is empty: 0.5 is not less than 0.5"],
    [{ x: [1, 1 + 2 ** -30] }, "the domain x=1:1.0000000009313226 holds fewer than two float32 numbers"],
    [{ x: [0, 1e39] }, "'1e+39' is not a finite number that float32 can hold"],
    [{ "x:0:1,y": [0, 1] }, "'x:0:1,y' cannot be the name of a variable"],
  ])("a domain that the command line refuses: %j", async (domain, message) => {
    const expected = { id: "given-value-invalid", category: "usage", message, place: setting("domain"), hint: INTERVAL_HINT };
    expect(await refusal(train, { domain })).toEqual(expected);
    expect(await refusal(check, MODEL, { languages: ["ts"], domain })).toEqual(expected);
  });

  test.each([[["a,c"]], [[" a"]], [[""]], [[]]])("columns that a recorded command could not name: %j", async (inputs) => {
    const note = "there must be names, without commas and without blanks at their ends: a recorded command says them so";
    expect(await refusal(train, { samples: SAMPLES, inputs })).toEqual(invalid(`inputs is ${JSON.stringify(inputs)}`, setting("inputs"), note));
  });
});

describe("the other functions refuse", () => {
  const noModel = (called: string): object => ({
    ...invalid(`${called} was given no model`, undefined, "models are what read gives, and what the promise of train is of"),
    hint: `write ${called}(read(bytes)) or ${called}(await train())`,
  });
  const languages = "it must be 'c' or 'go' or 'ts'";
  const emitted = "it must be 'c' or 'c89' or 'go' or 'js' or 'ts'";

  test.each([
    ["java", "language is 'java'"],
    ["__proto__", "language is '__proto__'"],
    [undefined, "language is undefined"],
  ])("the language %j", async (language, message) => {
    expect(await refusal(emit, MODEL, { language })).toEqual(invalid(message, "language", emitted));
  });

  test("what emit and check have no use for", async () => {
    expect(await refusal(emit, MODEL, { language: "c", nme: "f" })).toEqual(
      unknownOption("emit has no option 'nme'", "its options: language, name, optimize, math, result, outside, form, maxError, numbers, domain, batch, simd, selfTest, workspace, shape, package, packageVersion, packageUrl, packageLicense, module", "did you mean 'name'?"),
    );
    expect(await refusal(emit, MODEL, { language: "c", optimize: "sped" })).toEqual(
      invalid("optimize is 'sped'", "optimize", "it must be 'speed' or 'size' or 'memory'"),
    );
    expect(await refusal(emit, MODEL, { language: "c", shape: "file" })).toEqual(
      invalid("shape is 'file'", setting("shape"), "it must be 'source' or 'header' or 'package'"),
    );
    expect(await refusal(emit, MODEL, { language: "go", shape: "package", packageVersion: "1.0" })).toEqual(
      invalid("packageVersion is '1.0'", setting("packageVersion"), "it must be three numbers with dots between, such as '1.2.0'"),
    );
    expect(await refusal(emit, MODEL, { language: "go", module: "example.com/exp" })).toEqual({
      ...withoutNote("module is given, and no package is written", setting("module")),
      hint: "write shape: 'package' as well, or leave it out",
    });
    expect(await refusal(check, MODEL, { languages: [] })).toEqual(
      invalid("languages is []", "languages", "it must be a list of at least one language"),
    );
    expect(await refusal(check, MODEL, { batches: true })).toEqual(
      unknownOption("check has no option 'batches'", "its options: languages, maxError, target, domain, optimize, form, numbers, math, batch, simd", "did you mean 'batch'?"),
    );
    expect(await refusal(check, MODEL, { batch: 1 })).toEqual(invalid("batch is 1", setting("batch"), "it must be true or false"));
    expect(await refusal(check, MODEL, { languages: ["java"] })).toEqual(invalid("languages[0] is 'java'", "languages", languages));
  });

  test("what prove has no use for", async () => {
    expect(await refusal(prove, MODEL, { propertys: [] })).toEqual(
      unknownOption("prove has no option 'propertys'", "its options: properties, maxError, domain, optimize, form, numbers", "did you mean 'properties'?"),
    );
    expect(await refusal(prove, MODEL, { properties: [] })).toEqual(invalid("properties is []", setting("properties"), "it must be a list of at least one property"));
    expect(await refusal(prove, EXP)).toEqual(noModel("prove"));
  });

  test("what is no model", async () => {
    expect(await refusal(emit, Promise.resolve(MODEL), { language: "c" })).toEqual(noModel("emit"));
    expect(await refusal(check, EXP)).toEqual(noModel("check"));
  });

  test("what is no bytes", async () => {
    const expected = {
      ...invalid("read was given no bytes", undefined, "it takes a Uint8Array, such as the Buffer of readFile; it opens no file itself"),
      hint: "write read(await readFile(path)), or read(new Uint8Array(buffer)) of an ArrayBuffer",
    };
    expect(await refusal(read, "exp.onnx")).toEqual(expected);
    expect(await refusal(read, new ArrayBuffer(8))).toEqual(expected);
    expect(await refusal(read, EXP, { fle: "exp.onnx" })).toEqual(
      unknownOption("read has no option 'fle'", "its options: file, dim, shape, fix, state, stream, multiplyAdd, siblings, activation, outputActivation", "did you mean 'file'?"),
    );
  });
});

test("sizes and files beside a model are of their types", async () => {
  const whole = (what: string, note: string) => invalid(`dim.seq is ${what}`, setting("dim"), note);
  expect(await refusal(read, EXP, { dim: { seq: "2" } })).toEqual(whole("'2'", "it must be a whole number"));
  expect(await refusal(read, EXP, { dim: { seq: 2.5 } })).toEqual(whole("2.5", "it must be a whole number"));
  expect(await refusal(read, EXP, { dim: { seq: 0 } })).toEqual(whole("0", "it must be at least 1"));
  expect(await refusal(read, EXP, { dim: 2 })).toEqual(invalid("dim is 2", setting("dim"), "it must be an object with a size for each name, such as { seq: 16 }"));
  expect(await refusal(read, EXP, { siblings: { "w.data": [1, 2] } })).toEqual(
    invalid("siblings.w.data is [1,2]", "siblings", "it must be the bytes of a file, as a Uint8Array"),
  );
});

describe("options are taken", () => {
  test("as they were when the function was called", async () => {
    const options = { target: ["sin(x)"], hidden: [3], recipe: "article", iterations: 30 };
    const { bytes } = await train(options);
    const training = train(options);
    options.hidden.push(5);
    options.target[0] = "exp(x)";
    expect((await training).bytes).toEqual(bytes);
  });

  test("from prototypes too", async () => {
    const given = { hidden: [3], recipe: "article", iterations: 30 };
    expect((await train(Object.create(given) as typeof given)).bytes).toEqual((await train(Object.freeze(given))).bytes);
  });

  test("from shared memory and pools of buffers", () => {
    const shared = new Uint8Array(new SharedArrayBuffer(EXP.length + 8)).subarray(5, 5 + EXP.length);
    shared.set(EXP);
    expect(read(shared).modelSha256).toBe(MODEL.modelSha256);
  });

  test("a language twice is checked once", async () => {
    expect((await check(MODEL, { languages: ["ts", "ts"] })).results.map(({ toolchain }) => toolchain)).toEqual(["node"]);
  });
});

describe("trainings", () => {
  test("at once give what each gives alone", async () => {
    const settings = [
      { hidden: [3], recipe: "article", iterations: 200 },
      { hidden: [3], recipe: "article", iterations: 200, target: ["x*y", "x+y"], domain: { x: [0, 1], y: [-1, 1] } },
      { hidden: [4], optimiser: "levenberg-marquardt", iterations: 10 },
      { hidden: [4], recipe: "article", iterations: 200, seed: 7 },
    ] as const;
    const alone = [];
    for (const one of settings) alone.push((await train(one)).bytes);
    const together = await Promise.all(settings.map((one) => train(one)));
    expect(together.map(({ bytes }) => bytes)).toEqual(alone);
  });

  test("end with what observe throws, and leave the next one alone", async () => {
    const options = { hidden: [3], recipe: "article", iterations: 30 };
    const { bytes } = await train(options);
    const mine = new Error("enough");
    const ended: unknown = await train({ ...options, observe: () => { throw mine; } }).catch((error: unknown) => error);
    expect(ended).toBe(mine);
    expect((await train(options)).bytes).toEqual(bytes);
  });
});
