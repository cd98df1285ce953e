// Writes the header of an emitted file: what the function is, how good it is and how that is known.
// Plain lines of printable ASCII, safe inside every language's comments; the templates add the comment signs.

import { costOf, describeArchitecture } from "../network/describe.ts";
import type { MeasuredError, Model, TrainingRecord } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import { interpretValues } from "../program/interpret.ts";
import type { Program } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import { SCALARS } from "../program/scalar.ts";
import { commentSafe } from "./comment.ts";

export interface BannerSubject {
  readonly model: Model;
  /** The network the program was lowered from. */
  readonly network: Network;
  readonly program: Program;
  readonly functionName: string;
  readonly version: string;
  /** Of the model file's bytes, hexadecimal. */
  readonly modelSha256: string;
  readonly modelRemark?: string | undefined;
  /** The command that writes this file again. */
  readonly command: string;
}

/** The lines under the "Code generated" line. */
export function bannerLines(subject: BannerSubject): readonly string[] {
  const { model, network, functionName } = subject;
  const { record } = model;
  const cost = costOf(network);
  const scratch = subject.program.buffers.reduce((sum, buffer) => sum + (buffer.role === "scratch" ? SCALARS[buffer.scalar].bytes * buffer.size : 0), 0);
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ["target", [record === undefined ? "not recorded in the model" : describeTarget(record)]],
    ["domain", [record === undefined ? "not recorded in the model" : describeDomain(record)]],
    ["network", [describeArchitecture(network)]],
    ["worst error", describeError(record)],
    ...(record?.data === undefined ? [] : [["held out", describeHeldOut(record, record.data.heldOut)] as const]),
    ...(record?.data === undefined ? [] : [["data", [`sha256 ${record.data.sha256}`]] as const]),
    ["not a number", [`${functionName} of NaN is ${resultOf(subject.program, NaN)}`]],
    [
      "outside",
      [
        "outside the domain the network is evaluated all the same and no error is stated;",
        `-infinity gives ${resultOf(subject.program, -Infinity)}, +infinity gives ${resultOf(subject.program, Infinity)}`,
      ],
    ],
    [
      "arithmetic",
      [`${floatsOf(subject.program)}, one rounding per operation, in the order written; the same bits in every language`],
    ],
    [
      "cost",
      [`${cost.multiplyAdds} multiply-adds, ${cost.parameterBytes} bytes of parameters, ${scratch} bytes of working memory`],
    ],
    ["model", [`sha256 ${subject.modelSha256}`, ...(subject.modelRemark === undefined ? [] : [subject.modelRemark])]],
    ["trained by", [record?.command ?? "not recorded in the model"]],
    ["regenerate", [subject.command]],
  ];
  const width = Math.max(...facts.map(([label]) => label.length));
  return facts.flatMap(([label, lines]) =>
    lines.map((line, position) => `${(position === 0 ? label : "").padEnd(width)}  ${commentSafe(line)}`),
  );
}

function floatsOf({ buffers, locals }: Program): string {
  return [...buffers, ...locals].some(({ scalar }) => scalar === "f64") ? "float32 and float64" : "float32";
}

/** One sentence on what the function is. */
export function summary({ model, functionName }: BannerSubject): string {
  const { record } = model;
  if (record === undefined) return `${functionName} evaluates a trained neural network.`;
  return commentSafe(`${functionName} approximates ${describeTarget(record)} for ${describeDomain(record)}.`);
}

function describeTarget({ targets, data }: TrainingRecord): string {
  return data === undefined ? targets.join(", ") : `${data.outputs.map(({ name }) => name).join(", ")} of ${data.file}`;
}

function describeDomain(record: TrainingRecord): string {
  return record.domain.map(({ name, low, high }) => `${name} in [${low}, ${high}]`).join(", ");
}

function describeError(record: TrainingRecord | undefined): readonly string[] {
  if (record?.error === undefined) return ["not recorded in the model"];
  const { samples } = record.error;
  return [
    `${measured(record.error, record)};`,
    record.data === undefined
      ? `the largest absolute error of ${samples} inputs across the domain, each one evaluated`
      : `the largest absolute error of the ${samples} samples it was trained on, each one evaluated`,
  ];
}

function describeHeldOut(record: TrainingRecord, error: MeasuredError | undefined): readonly string[] {
  if (error === undefined) return ["no samples were held out: the error on others is not known"];
  return [`${measured(error, record)};`, `the largest absolute error of ${error.samples} samples it was not trained on`];
}

function measured({ maximum, at, rootMeanSquare }: MeasuredError, { domain }: TrainingRecord): string {
  const place = domain.map(({ name }, position) => `${name} = ${at[position] ?? NaN}`).join(", ");
  return `${roundedUp(maximum)} at ${place}, root mean square ${roundedUp(rootMeanSquare)}`;
}

/** Four significant digits, never less than the value. */
function roundedUp(value: number): string {
  if (value === 0) return "0";
  const nearest = value.toExponential(3);
  if (Number(nearest) >= value) return nearest;
  const [mantissa = "", exponent = ""] = nearest.split("e");
  return Number(`${Number(mantissa) + 0.001}e${exponent}`).toExponential(3);
}

/** What the function gives when every input has this value; several results are listed once each. */
function resultOf(program: Program, value: number): string {
  const { inputs } = callingConvention(program);
  const results = interpretValues(program, inputs.map(({ buffer: { scalar, size } }) => SCALARS[scalar].newValues(size).fill(value)), 1);
  const kinds = new Set(results.flatMap((result) => Array.from(result, describeNumber)));
  return [...kinds].slice(0, 4).join(" or ");
}

function describeNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Infinity) return "+infinity";
  if (value === -Infinity) return "-infinity";
  return Number.isInteger(value) && Math.abs(value) < 1e6 ? String(value) : value.toPrecision(6);
}
