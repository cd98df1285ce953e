// The functions whose tables are measured: how each is trained, how near its table is, and the formula it stands for in every language.
// Trains and emits; measures nothing.

import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { NUMBERS, type Numbers } from "../../src/network/table-numbers.ts";
import { nnc, root, runNnc } from "../builds.ts";

export interface TableFunction {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** What `nnc train` is told; undefined for the model in examples/article. */
  readonly training: readonly string[] | undefined;
  /** What the table may be wrong by; undefined where it is to be as exact as the network. */
  readonly allowed: string | undefined;
  /** Expressions of x: in float, in double, in Go's float32, in JavaScript. */
  readonly float: string;
  readonly double: string;
  readonly go: string;
  readonly javascript: string;
}

export interface EmittedTable extends TableFunction {
  /** Of the model's file. */
  readonly model: string;
}

export interface StoredTable {
  readonly one: EmittedTable;
  readonly numbers: Numbers;
}

const EXP = { low: 0, high: 1, float: "expf(x)", double: "exp(x)", go: "float32(math.Exp(float64(x)))", javascript: "Math.exp" } as const;
const THERMISTOR = "1/(1/298.15+log(x/(4095-x))/3950)-273.15";

const FUNCTIONS: readonly TableFunction[] = [
  { name: "exp, the article's network", ...EXP, training: undefined, allowed: undefined },
  { name: "exp to 1e-6", ...EXP, training: [], allowed: "1e-6" },
  {
    name: "sin(2*pi*x) to 1e-4",
    low: 0,
    high: 1,
    training: ["--target", "sin(2*pi*x)", "--max-error", "5e-5"],
    allowed: "1e-4",
    float: "sinf(6.2831853f * x)",
    double: "sin(6.283185307179586 * x)",
    go: "float32(math.Sin(2 * math.Pi * float64(x)))",
    javascript: "(x) => Math.sin(2 * Math.PI * x)",
  },
  {
    name: "thermistor to 0.01 °C",
    low: 200,
    high: 3900,
    training: ["--target", THERMISTOR, "--domain", "200:3900", "--max-error", "5e-3"],
    allowed: "0.01",
    float: "1.0f / (1.0f / 298.15f + logf(x / (4095.0f - x)) / 3950.0f) - 273.15f",
    double: "1 / (1 / 298.15 + log(x / (4095 - x)) / 3950) - 273.15",
    go: "float32(1/(1/298.15+math.Log(float64(x/(4095-x)))/3950) - 273.15)",
    javascript: "(x) => 1 / (1 / 298.15 + Math.log(x / (4095 - x)) / 3950) - 273.15",
  },
];

/** A function whose values are far apart, which needs small ones to be near in parts of themselves. */
const WIDE_RANGE: TableFunction = {
  name: "exp(10*x) to 30",
  low: 0,
  high: 1,
  training: ["--target", "exp(10*x)"],
  allowed: "30",
  float: "expf(10.0f * x)",
  double: "exp(10 * x)",
  go: "float32(math.Exp(10 * float64(x)))",
  javascript: "(x) => Math.exp(10 * x)",
};

/** e^x to 1e-4, by each kind of numbers that can be so near, and the function of a wide range. */
export function storedTables(folder: string): readonly StoredTable[] {
  mkdirSync(folder, { recursive: true });
  const exp: TableFunction = { ...FUNCTIONS[1], name: "exp to 1e-4", allowed: "1e-4" };
  const near = NUMBERS.filter((numbers) => numbers !== "float16");
  return [{ one: exp, kinds: near }, { one: WIDE_RANGE, kinds: NUMBERS }].flatMap(({ one, kinds }, place) => {
    const trained = trainedFor(one, join(folder, `stored${place}.onnx`));
    return kinds.map((numbers) => ({ one: trained, numbers }));
  });
}

export function emittedTables(folder: string): readonly EmittedTable[] {
  mkdirSync(folder, { recursive: true });
  return FUNCTIONS.map((one, place) => trainedFor(one, join(folder, `function${place}.onnx`)));
}

function trainedFor(one: TableFunction, model: string): EmittedTable {
  if (one.training === undefined) copyFileSync(join(root, "examples", "article", "exp.onnx"), model);
  else runNnc(nnc, ["train", ...one.training, "-o", model, "--force"]);
  return { ...one, model };
}

/** Emits the table of a function as `table`, in the language the file's name tells. */
export function emitTable({ model, allowed }: EmittedTable, file: string, options: readonly string[] = []): void {
  runNnc(nnc, ["emit", model, "--form", "table", ...(allowed === undefined ? [] : ["--max-error", allowed]), "--name", "table", "--self-test", "none", "-o", file, "--force", ...options]);
}
