// One test of the ONNX standard: a model with inputs and the outputs they should give. Read into a network; runs nothing.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { readModel } from "../../src/formats/index.ts";
import type { Network } from "../../src/network/network.ts";
import { valueOf } from "../../src/network/network.ts";
import { runPasses } from "../../src/passes/index.ts";
import { SCALARS, type Values } from "../../src/program/scalar.ts";
import { decodeModel } from "../../src/formats/onnx/decode.ts";
import { bindInput, isInteger, parseTensor, type Tensor } from "./tensor-file.ts";

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
  const bytes = readFileSync(join(folder, name, "model.onnx"));
  const data = join(folder, name, "test_data_set_0");
  const inputs = tensorsOf(data, "input");
  const outputs = tensorsOf(data, "output");
  const graph = decodeModel(bytes.slice(), name).graph;
  const initialised = new Set((graph?.initializer ?? []).map((tensor) => tensor.name));
  const names = (graph?.input ?? []).map((info) => info.name ?? "").filter((input) => !initialised.has(input));
  const given = new Map(names.map((input, position) => [input, inputs[position]]));
  try {
    const network = runPasses(readBound(bytes, name, given));
    const outputNames = (graph?.output ?? []).map((info) => info.name ?? "");
    return {
      name,
      network,
      inputs: network.inputs.map((input) => typed(network, input.value, present(given.get(input.name)))),
      expected: network.outputs.map((output) => present(outputs[outputNames.indexOf(output.name)])),
    };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { name, reason: [error.diagnostic.message, error.diagnostic.note ?? ""].join(": ").replace(/\n/g, "; ") };
  }
}

/** An input that has to be a constant (a shape, positions, a flag) is bound to what the test gives: integers and truth values, where it must be. */
function readBound(bytes: Uint8Array, name: string, given: ReadonlyMap<string, Tensor>): Network {
  try {
    return readModel(bytes.slice(), name).network;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const flags = [...given].filter(([, tensor]) => isInteger(tensor) || tensor.type === 9 || (tensor.type === 1 && tensor.shape.length === 0));
    if (flags.length === 0) throw error;
    return readModel(new Uint8Array(flags.reduce((model, [input, tensor]) => bindInput(model, input, tensor), bytes)), name).network;
  }
}

function tensorsOf(folder: string, role: string): readonly Tensor[] {
  const count = readdirSync(folder).filter((file) => file.startsWith(`${role}_`)).length;
  return Array.from({ length: count }, (_, position) => parseTensor(readFileSync(join(folder, `${role}_${position}.pb`))));
}

function typed(network: Network, id: number, { values }: Tensor): Values {
  return SCALARS[valueOf(network, id).scalar].newValues(values.length).map((_, position) => values[position]);
}

function present<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new RangeError("the test has not as many arrays as its model has inputs and outputs");
  return item;
}

/** The tests named in the lists of a folder, or all that are there. */
export function namesIn(folder: string, lists: readonly string[]): readonly string[] {
  if (lists.length > 0) return lists.flatMap((list) => readFileSync(join(folder, list), "utf8").split("\n").filter((line) => line !== ""));
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, "model.onnx"))).sort();
}
