// How fast and how large the C of convolutional networks is: instructions a multiply-add, time beside other generators and onnxruntime, where they
// are on the PATH, and working memory beside the least that the network needs. Prints Markdown tables. Needs the built program (npm run build).
//
// node scripts/bench.mjs bench/convolutional.ts

import { cpus, tmpdir } from "node:os";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { benchJson } from "../src/cli/commands/bench/bench-json.ts";
import type { Described } from "../src/cli/json/json-format.ts";
import { writeModel } from "../src/formats/index.ts";
import { costOf } from "../src/network/describe.ts";
import { runPasses } from "../src/passes/index.ts";
import { LAYOUTS } from "../src/codegen/lower/layout.ts";
import { MULTIPLY_ADDS, type MultiplyAdd } from "../src/codegen/lower/multiply-adds.ts";
import { lower } from "../src/codegen/lower/lower.ts";
import { workingBytes } from "../src/program/working-memory.ts";
import { nnc, runProgram } from "./builds.ts";
import { largestLiveSet } from "./convolutional/live-set.ts";
import { convolutionalModels, type ConvolutionalModel } from "./convolutional/models.ts";
import { digits, table } from "./markdown.ts";

type Measured = Described<typeof benchSchema>;
type Section = Measured["sections"][number];

const benchSchema = z.strictObject({ version: z.literal(benchJson.version), ...benchJson.fields });

/** Contenders that make C of an ONNX file. */
const GENERATORS = ["onnx2c", "emx-onnx-cgen"];

function measured(model: ConvolutionalModel, folder: string, multiplyAdds: MultiplyAdd): Measured {
  const path = join(folder, "model.onnx");
  writeFileSync(path, writeModel({ network: model.network, record: undefined }, "benchmark"));
  return benchSchema.parse(JSON.parse(runProgram([process.execPath, nnc.program, "bench", path, "--lang", "c", "--multiply-add", multiplyAdds, "--json", "-q"]).toString()));
}

function nanosecondsOf({ rows }: Section, contenders: readonly string[]): number | undefined {
  const times = rows.filter(({ contender }) => contenders.includes(contender)).map(({ nanoseconds }) => Number(nanoseconds));
  return times.length === 0 ? undefined : Math.min(...times);
}

function rowsOf(model: ConvolutionalModel, multiplyAdds: MultiplyAdd, { sections }: Measured): readonly (readonly string[])[] {
  const { multiplyAdds: count } = costOf(runPasses(model.network));
  const runtime = sections.find(({ compiler }) => compiler === "onnxruntime");
  return sections.filter(({ language }) => language === "c").map((section) => {
    const own = section.rows.find(({ contender }) => contender === "emitted");
    if (own === undefined) throw new Error(`${model.name}: ${section.compiler} does not compile nnc's code`);
    const against = (other: number | undefined): string => (other === undefined ? "not there" : digits(Number(own.nanoseconds) / other));
    const counted = own.instructions === null ? "not counted" : digits(Number(own.instructions) / count);
    const title = [section.compiler, ...section.options.filter((option) => /^-(?:O|march)/.test(option))].join(" ");
    return [
      model.name, multiplyAdds, title, digits(Number(own.nanoseconds) / 1000), counted,
      ...GENERATORS.map((generator) => against(nanosecondsOf(section, [generator]))),
      against(runtime && nanosecondsOf(runtime, ["onnxruntime"])),
    ];
  });
}

function memoryRow({ name, network }: ConvolutionalModel): readonly string[] {
  const own = workingBytes(lower(runPasses(network), LAYOUTS.vectors));
  const least = largestLiveSet(network);
  return [name, String(own), String(least), digits(own / least)];
}

const folder = mkdtempSync(join(tmpdir(), "nnc-bench-"));
try {
  const models = convolutionalModels();
  console.log(`C of convolutional networks, one thread: ${cpus()[0].model.trim()}.\n`);
  console.log(table(["network"], ["bytes of working memory", "least", "ratio"], models.map(memoryRow)));
  // Each as soon as it is known: counting the instructions of other generators' code takes minutes.
  for (const model of models) {
    const figures = ["µs a call", "instructions ÷ multiply-adds", ...GENERATORS.map((one) => `÷ ${one}`), "÷ onnxruntime"];
    const rows = MULTIPLY_ADDS.flatMap((multiplyAdds) => rowsOf(model, multiplyAdds, measured(model, folder, multiplyAdds)));
    console.log(`\n${table(["network", "multiply-adds", "compiler"], figures, rows)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
