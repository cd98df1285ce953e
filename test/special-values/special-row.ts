// What a row of docs/special-values.md says: a node of ONNX, what it is given, and what nnc and onnxruntime make of it. Runs both.

import * as onnxruntime from "onnxruntime-web";
import { lower } from "../../src/codegen/lower/lower.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { readModel } from "../../src/formats/index.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import { SCALARS } from "../../src/program/scalar.ts";
import { told } from "../diagnostics/thrown.ts";
import { FILE, file, integers, node, value, type AttributeParts } from "../formats/onnx/models.ts";

onnxruntime.env.wasm.numThreads = 1;
onnxruntime.env.logLevel = "fatal";

/** The types of inputs, with their numbers in ONNX. */
const ELEMENT_TYPES = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9 } as const;
const SCALARS_OF = { float32: "f32", uint8: "u8", int8: "i8", int32: "i32", int64: "i32", bool: "bool" } as const;
export type ElementType = keyof typeof ELEMENT_TYPES;

export interface Given {
  readonly data: readonly number[];
  /** One axis of them where it is left out. */
  readonly shape?: readonly number[];
  /** float32 where it is left out. */
  readonly type?: ElementType;
  /** Of int64, which the file holds. */
  readonly isConstant?: true;
}

/** What comes out, or why nothing does. */
export type Answer = readonly number[] | { readonly refusal: string };

export interface SpecialRow {
  /** The operator's type. */
  readonly type: string;
  /** 18 where it is left out. */
  readonly operatorSet?: number;
  readonly attributes?: readonly AttributeParts[];
  readonly given: readonly Given[];
  /** How many outputs the node has; the first one is looked at. */
  readonly outputs?: number;
  /** What nnc does, whatever the numbers. */
  readonly rule: string;
  readonly nnc: Answer;
  /** Where it is another one; and why the two part. */
  readonly onnxruntime?: { readonly answer: Answer; readonly because: string };
}

function modelOf({ type, operatorSet = 18, attributes = [], given, outputs = 1 }: SpecialRow): Uint8Array {
  const named = given.map((one, position) => ({ ...one, name: `x${position}` }));
  const results = Array.from({ length: outputs }, (_, position) => (position === 0 ? "y" : `y${position}`));
  const graph = {
    name: type,
    node: [node(type, named.map(({ name }) => name), results, { attribute: [...attributes] })],
    initializer: named.flatMap((one) => (isFed(one) ? [] : [{ ...integers(one.name, one.data), dims: shapeOf(one).map(BigInt) }])),
    input: named.filter(isFed).map((one) => value(one.name, shapeOf(one), ELEMENT_TYPES[one.type ?? "float32"])),
    output: [{ name: "y" }],
  };
  return file(graph, { opsetImport: [{ domain: "", version: BigInt(operatorSet) }] });
}

function isFed({ isConstant }: Given): boolean {
  return isConstant !== true;
}

function shapeOf({ shape, data }: Given): readonly number[] {
  return shape ?? [data.length];
}

/** In float32 where the result is of it, as the interpreter, which compiled sources are compared with, has it. */
export function answerOfNnc(row: SpecialRow): Answer {
  try {
    const program = lower(runPasses(readModel(modelOf(row), FILE).network));
    const inputs = row.given.filter(isFed).map(({ data, type = "float32" }) => {
      const values = SCALARS[SCALARS_OF[type]].newValues(data.length);
      values.set(data);
      return values;
    });
    return [...interpretValues(program, inputs, 1)[0]];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const { note, message } = told(error.diagnostic);
    return { refusal: note ?? message };
  }
}

export async function answerOfOnnxruntime(row: SpecialRow): Promise<Answer> {
  try {
    const session = await onnxruntime.InferenceSession.create(modelOf(row));
    const feeds = row.given.flatMap((one, position) => (isFed(one) ? [[`x${position}`, tensorOf(one)] as const] : []));
    const { y } = await session.run(Object.fromEntries(feeds));
    if (typeof y.data === "string" || y.type === "string") throw new Error("the result is text");
    return Array.from(y.data, Number);
  } catch (error) {
    return { refusal: String(error instanceof Error ? error.message : error) };
  }
}

function tensorOf(given: Given): onnxruntime.Tensor {
  const { data, type = "float32" } = given;
  const shape = shapeOf(given);
  switch (type) {
    case "float32":
      return new onnxruntime.Tensor(type, Float32Array.from(data), shape);
    case "uint8":
      return new onnxruntime.Tensor(type, Uint8Array.from(data), shape);
    case "int8":
      return new onnxruntime.Tensor(type, Int8Array.from(data), shape);
    case "int32":
      return new onnxruntime.Tensor(type, Int32Array.from(data), shape);
    case "int64":
      return new onnxruntime.Tensor(type, BigInt64Array.from(data, BigInt), shape);
    case "bool":
      return new onnxruntime.Tensor(type, Uint8Array.from(data), shape);
  }
}
