// Puts the C contenders of one network together in a folder: emitted sources, the parameters as a header, the list of names.
// Compiles and runs nothing.

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildsWith, nnc, root, runNnc, type Build } from "../builds.ts";
import { writeDenseModel } from "../dense-model.ts";
import type { MeasuredNetwork } from "./networks.ts";

/** A function that computes the network. */
export interface Contender {
  readonly name: "nnc" | "before" | "by_hand" | "sgemv_rows" | "sgemv_columns";
  /** The source it comes from, in the folder. */
  readonly source: string;
  /** Whether it adds in nnc's order and must give its bits. */
  readonly isExact: boolean;
  /** Flags beyond those of its row. */
  readonly flags: readonly string[];
}

/** The sources of the benchmark itself. */
const OWN = ["contender.h", "timing.c", "by-hand.c", "sgemv.c"] as const;

export interface Prepared {
  readonly folder: string;
  readonly network: MeasuredNetwork;
  readonly contenders: readonly Contender[];
}

/** Writes everything into `folder`. Code by the build before, and by OpenBLAS for arrays, where there is one. */
export function prepare(network: MeasuredNetwork, folder: string, before: Build | undefined): Prepared {
  mkdirSync(folder, { recursive: true });
  const { model } = network;
  writeDenseModel(model, join(folder, "model.onnx"));
  for (const file of OWN) copyFileSync(join(root, "bench", "emitted", file), join(folder, file));
  writeFileSync(join(folder, "parameters.h"), parametersHeader(network));
  const builds = buildsWith(before);
  for (const build of builds) emit(build, folder, `${build.name}.c`, []);
  emit(nnc, folder, "small.c", ["--optimize", "size"]);
  const contenders = [
    ...builds.map(({ name }): Contender => ({ name, source: `${name}.c`, isExact: name === "nnc", flags: [] })),
    { name: "by_hand", source: "by-hand.c", isExact: true, flags: ["-ffp-contract=off"] } as const,
  ];
  return { folder, network, contenders };
}

/** Emits the folder's model in the language the file's name tells. */
function emit(build: Build, folder: string, file: string, options: readonly string[]): void {
  const name = file.replace(/\..*$/, "");
  runNnc(build, ["emit", join(folder, "model.onnx"), "--name", name, "-o", join(folder, file), "--force", ...options]);
}

function parametersHeader({ model, activation }: MeasuredNetwork): string {
  const tables = model.layers.flatMap(({ weights, biases }, place) => [table(`W${place + 1}`, weights), table(`b${place + 1}`, biases)]);
  return [
    "/* Weights (outputs x inputs) and biases of every layer; the widths come from the command line. */",
    ...tables,
    `#define ACTIVATED(value) (${activation.replaceAll("value", "(value)")})`,
    "",
  ].join("\n");
}

/** Nine digits tell every float32. */
function table(name: string, values: Float32Array): string {
  const numbers = Array.from(values, (value) => `${value.toExponential(8)}f`);
  return `static const float ${name}[${values.length}] = { ${numbers.join(", ")} };`;
}

/** What the sources need to know of the network, as words of a compiler's command line. */
export function shapeFlags({ model, inputs, outputs }: MeasuredNetwork): readonly string[] {
  const [first, second] = model.layers;
  const scalar = inputs === 1 && outputs === 1 ? 1 : 0;
  return [`-DINPUTS=${inputs}`, `-DWIDTH1=${first.outputs}`, `-DWIDTH2=${second.outputs}`, `-DOUTPUTS=${outputs}`, `-DSCALAR=${scalar}`];
}
