// One test of the ONNX standard: a model with inputs and the outputs they should give. Read into a network; runs nothing.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { LIBRARY_SPELLING, spell } from "../../src/diagnostics/prose.ts";
import { readModel } from "../../src/formats/index.ts";
import type { Network } from "../../src/network/network.ts";
import { valueOf } from "../../src/network/network.ts";
import { runPasses } from "../../src/passes/index.ts";
import { SCALARS, type Values } from "../../src/program/scalar.ts";
import { decodeModel } from "../../src/formats/onnx/decode.ts";
import { bindInput, isInteger, parseTensor, UnheldElements, type Tensor } from "./tensor-file.ts";

export interface StandardTest {
  readonly name: string;
  readonly network: Network;
  /** For each input of the network. */
  readonly inputs: readonly Values[];
  /** For each output of the network. */
  readonly expected: readonly Tensor[];
}

/** Why nnc does not compute a test. */
export interface RefusedTest {
  readonly name: string;
  readonly reason: string;
}

export function readTest(folder: string, name: string): StandardTest | RefusedTest {
  try {
    return compiledTest(folder, name);
  } catch (error) {
    if (error instanceof UnheldElements) return { name, reason: error.message };
    if (error instanceof DiagnosticError) return { name, reason: reasonOf(error) };
    throw error;
  }
}

function compiledTest(folder: string, name: string): StandardTest {
  const bytes = new Uint8Array(readFileSync(join(folder, name, "model.onnx")));
  const data = join(folder, name, "test_data_set_0");
  const inputs = tensorsOf(data, "input");
  const outputs = tensorsOf(data, "output");
  const graph = decodeModel(bytes.slice(), name).graph;
  const initialised = new Set((graph?.initializer ?? []).map((tensor) => tensor.name));
  const names = (graph?.input ?? []).map((info) => info.name ?? "").filter((input) => !initialised.has(input));
  const given = new Map(names.map((input, position) => [input, inputs[position]]));
  // What images are resized by.
  const factors = new Set((graph?.node ?? []).flatMap(({ opType, input }) => (opType === "Resize" || opType === "Upsample" ? input.slice(1) : [])));
  const { model, free } = readBound(bytes, name, given, factors);
  const network = runPasses(model);
  // What has no elements is neither given nor made; passes may rename the others, but keep their order.
  const arrays = [...free.values()].filter(({ values }) => values.length > 0);
  const expected = outputs.filter(({ values }) => values.length > 0);
  if (arrays.length !== network.inputs.length || expected.length !== network.outputs.length) throw new RangeError(`${name}: arrays and network do not fit`);
  return { name, network, inputs: network.inputs.map(({ value }, position) => typed(network, value, arrays[position])), expected };
}

function reasonOf({ message, diagnostic: { note } }: DiagnosticError): string {
  return [message, ...(note === undefined ? [] : [spell(note, LIBRARY_SPELLING)])].join(": ").replace(/\n/g, "; ");
}

/** An input that has to be a constant (a shape, positions, a flag) is bound to what the test gives: integers and truth values, where it must be, and `factors`. */
function readBound(
  bytes: Uint8Array,
  name: string,
  given: ReadonlyMap<string, Tensor>,
  factors: ReadonlySet<string>,
): { readonly model: Network; readonly free: ReadonlyMap<string, Tensor> } {
  try {
    return { model: readModel(bytes.slice(), name).network, free: given };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const bound = [...given].filter(([input, tensor]) => factors.has(input) || isInteger(tensor) || tensor.type === 9 || ([1, 10, 16].includes(tensor.type) && tensor.shape.length === 0));
    if (bound.length === 0) throw error;
    const model = readModel(new Uint8Array(bound.reduce((file, [input, tensor]) => bindInput(file, input, tensor), bytes)), name).network;
    const names = new Set(bound.map(([input]) => input));
    return { model, free: new Map([...given].filter(([input]) => !names.has(input))) };
  }
}

function tensorsOf(folder: string, role: string): readonly Tensor[] {
  const count = readdirSync(folder).filter((file) => file.startsWith(`${role}_`)).length;
  return Array.from({ length: count }, (_, position) => parseTensor(readFileSync(join(folder, `${role}_${position}.pb`))));
}

function typed(network: Network, id: number, { values }: Tensor): Values {
  return SCALARS[valueOf(network, id).scalar].newValues(values.length).map((_, position) => values[position]);
}

/** The tests named in the lists of a folder, or all that are there. */
export function namesIn(folder: string, lists: readonly string[]): readonly string[] {
  if (lists.length > 0) return lists.flatMap((list) => readFileSync(join(folder, list), "utf8").split("\n").filter((line) => line !== ""));
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, "model.onnx"))).sort();
}
