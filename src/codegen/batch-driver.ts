// The program around a function and the one that does it for many arguments: it calls both with the same records, for checking. Knows no
// language and compares nothing.

import type { Buffer } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import type { Unit } from "../program/unit.ts";
import { driverView, type Driven, type DriverArray, type DriverView } from "./driver.ts";
import { emittedFunctions, unitOfRequest, type EmitRequest, type Package } from "./package.ts";
import { render } from "./render-template.ts";

/** What its template sees; names begin like those of a DriverView. */
interface BatchDriverView extends DriverView {
  /** Records that are read before the function for many arguments is called with them; at the end with as many as are left. */
  readonly calls: string;
  /** As the program knows the function. */
  readonly batch: string;
  /** What it is given, then what it fills: arrays of `calls` records, one after the other. */
  readonly passed: readonly RecordArray[];
  readonly filled: readonly RecordArray[];
  /** What keeps the results of single calls until they are written. */
  readonly kept: readonly RecordArray[];
}

interface RecordArray extends DriverArray {
  /** Elements of a record. */
  readonly size: string;
  /** The array of one record that stands for the same. */
  readonly one: string;
}

/** Calls beyond whole blocks: odd, and no multiple of what loops do at a time. */
const MORE_CALLS = 27;

/** As many calls as pass through everything that the function for many arguments does: two whole blocks of the language and what is left. */
export function callsOfBatch({ language }: Driven, request: EmitRequest): number {
  return callsThrough(unitOfRequest(language, request));
}

function callsThrough({ batch }: Unit): number {
  const { block, module } = batch ?? {};
  const atOnce = module === undefined ? (block?.calls ?? 1) : module.calls * module.turns;
  return 2 * atOnce + MORE_CALLS;
}

/**
 * A program around both functions of a request that asks for two: reads records as that of `emitDriver`, and writes for each of them the
 * outputs of a single call, then those that the function for many arguments gives for it. That is called with `callsOfBatch` records
 * at a time, the last time with what is left.
 */
export function emitBatchDriver(driven: Driven, request: EmitRequest): Package {
  const { file, batchTemplate } = driven.driver;
  return new Map([[file, render(batchTemplate, batchDriverView(driven, request))]]);
}

function batchDriverView(driven: Driven, request: EmitRequest): BatchDriverView {
  const { language, driver } = driven;
  const unit = unitOfRequest(language, request);
  const view = driverView(driven, unit, 0);
  const [single, batch] = emittedFunctions(language, request);
  const spelling = language.spelling([request.program]);
  const calls = callsThrough(unit);
  const { inputs, outputs } = callingConvention(request.program);
  const arrayOf = (name: string, one: string, { size, scalar }: Buffer): RecordArray => {
    return { name, size: String(size), one, declaration: spelling.scratch(name, size * calls, scalar).line };
  };
  const passed = inputs.map(({ buffer }, position) => arrayOf(`_inputs${position}`, view.inputs[position].name, buffer));
  const filled = outputs.map(({ buffer }, position) => arrayOf(`_batch${position}`, view.outputs[position].name, buffer));
  const kept = outputs.map(({ buffer }, position) => arrayOf(`_outputs${position}`, view.outputs[position].name, buffer));
  const prototypes = [single, batch].map(({ signature }) => signature);
  const declarations = [...view.inputs, ...view.outputs, ...passed, ...filled, ...kept].map(({ declaration }) => declaration);
  return {
    ...view,
    prototypes,
    preamble: spelling.preamble([...prototypes, ...declarations].join("\n")),
    calls: String(calls),
    batch: driver.qualified(batch.functionName),
    passed,
    filled,
    kept,
  };
}
