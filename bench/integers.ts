// What networks of int8 cost on a Cortex-M4: instructions of a call, counted under qemu, and working memory of nnc's C, beside other runtimes and
// generators that are on the PATH. Prints Markdown tables. Needs the built program (npm run build), arm-none-eabi-gcc, qemu-system-arm.
//
// node scripts/bench.mjs bench/integers.ts [MODEL.tflite]
//
// Without a model a DS-CNN with random parameters is taken. A given one has one input and one output of int8. A runtime is a program on the PATH,
// called as `tflm-cortex-m4-image MODEL.tflite IMAGE` or `cmsis-nn-cortex-m4-image MODEL.tflite IMAGE`: it writes an ELF file for qemu's machine mps2-an386
// that does what bench/integers/main.c does by targets/harness/semihosting.c: reads from the file records.in a number (uint32), then, to the end of the
// file, inputs; calls the model as often as the number says with each; and writes the output to results.out. Where it fails it has no row.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod/mini";
import { RandomGenerator } from "../src/numeric/random.ts";
import { isOnPath, nnc, runNnc, runProgram } from "./builds.ts";
import { memoryOf } from "./convolutional/memory.ts";
import { convolutionalModels } from "./convolutional/models.ts";
import { comparedModel } from "./convolutional/compared.ts";
import { emitSources, type GeneratorName } from "./generators/contenders.ts";
import { randomSamples } from "./integers/calibration.ts";
import { quantisedKeywordSpotting } from "./integers/ds-cnn.ts";
import { compileForCortexM4, countedCall, missingPrograms, otherImage, ownImage, type Counted } from "./integers/images.ts";
import { digits, table } from "./markdown.ts";

const RUNTIMES = [
  { title: "TensorFlow Lite Micro, reference kernels", program: "tflm-cortex-m4-image" },
  { title: "TensorFlow Lite Micro, CMSIS-NN", program: "cmsis-nn-cortex-m4-image" },
] as const;

const port = z.object({ shape: z.array(z.number()) });
const infoJson = z.object({ inputs: z.array(port), outputs: z.array(port), cost: z.object({ multiplyAdds: z.number() }) });

/** The table of a TensorFlow Lite file of int8. */
function instructionsTable(model: string, folder: string): string {
  const { inputs, outputs, cost } = infoJson.parse(JSON.parse(runProgram([process.execPath, nnc.program, "info", model, "--json"]).toString()));
  const [[given], [made]] = [inputs, outputs].map((ports) => ports.map(({ shape }) => shape.reduce((product, extent) => product * extent, 1)));
  const random = new RandomGenerator(4);
  const input = Int8Array.from({ length: given }, () => random.nextUint32());
  runNnc(nnc, ["emit", model, "--name", "network", "--self-test", "none", "-o", join(folder, "network.c"), "--force"]);
  compileForCortexM4(folder, "network");
  const own = countedCall(ownImage(folder, { inputs: given, outputs: made }), folder, input);
  const memory = memoryOf(folder, "network", "arm-none-eabi-size");
  const cells = ({ instructions }: Counted): readonly string[] => [(instructions / 1e6).toFixed(2), digits(instructions / cost.multiplyAdds)];
  const others = RUNTIMES.map(({ title, program }) => {
    const image = otherImage(program, model, folder);
    if ("reason" in image) return [title, image.reason, "", "", "", ""];
    const counted = countedCall(image.path, folder, input);
    return [title, ...cells(counted), "", digits(own.instructions / counted.instructions), String(largestDifference(own.output, counted.output))];
  });
  const figures = ["million instructions", "÷ multiply-adds", "bytes of memory", "nnc ÷ it", "largest difference of outputs"];
  return table(["runtime"], figures, [["nnc, gcc -O2", ...cells(own), String(memory), "", ""], ...others]);
}

/** Of outputs as integers. */
function largestDifference(one: Uint8Array, other: Uint8Array): number {
  const [own, others] = [one, other].map((bytes) => Int8Array.from(bytes));
  return own.reduce((most, value, place) => Math.max(most, Math.abs(value - (others[place] ?? Number.NaN))), 0);
}

/** The memory of the DS-CNN of floats that nnc quantize makes one of QuantizeLinear and DequantizeLinear, by each generator that takes it. */
function memoryTable(folder: string): string {
  const [model] = convolutionalModels().filter(({ word }) => word === "ds-cnn");
  const compared = comparedModel(model);
  const [floats, samples, quantised] = ["floats.onnx", "samples.csv", "model.onnx"].map((file) => join(folder, file));
  writeFileSync(floats, compared.file);
  writeFileSync(samples, randomSamples(compared.inputs));
  runNnc(nnc, ["quantize", floats, "--data", samples, "-o", quantised]);
  const sources = emitSources({ ...compared, file: readFileSync(quantised) }, folder);
  const bytesOf = (name: GeneratorName): number | string => {
    const source = sources.find((one) => one === name || (typeof one !== "string" && one.name === name));
    if (typeof source !== "string") return source?.reason ?? "not there";
    compileForCortexM4(folder, source);
    return memoryOf(folder, source, "arm-none-eabi-size");
  };
  const [own, byRows] = [bytesOf("nnc"), bytesOf("rows")];
  const others = [["onnx2c", bytesOf("onnx2c")], ["emx-onnx-cgen", bytesOf("emx")]] as const;
  const ratio = (one: number | string, other: number | string): string => (typeof one === "number" && typeof other === "number" ? digits(one / other) : "");
  const rows = [["nnc", String(own), "", ""], ["nnc by rows", String(byRows), "", ""], ...others.map(([name, bytes]) => [name, String(bytes), ratio(own, bytes), ratio(byRows, bytes)])];
  return table(["generator"], ["bytes of memory", "nnc ÷ it", "by rows ÷ it"], rows);
}

const missing = missingPrograms();
if (missing.length > 0) throw new Error(`not on the PATH: ${missing.join(", ")}`);
const folder = mkdtempSync(join(tmpdir(), "nnc-bench-"));
try {
  const [given] = process.argv.slice(2);
  const model = given ?? join(folder, "ds-cnn.tflite");
  if (given === undefined) writeFileSync(model, quantisedKeywordSpotting());
  console.log(`${given ?? "DS-CNN with random parameters"}, int8, on a Cortex-M4 under qemu. Memory: variables and stack.\n`);
  console.log(instructionsTable(model, folder));
  if (isOnPath("gcc")) console.log(`\nDS-CNN quantised by nnc quantize, ONNX (QDQ), compiled for a Cortex-M4.\n\n${memoryTable(folder)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
