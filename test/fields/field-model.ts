// One model that a tool wrote, with what the tool computes of a few rows in float64. Read into a network; computes nothing.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Network } from "../../src/network/network.ts";
import { valueOf } from "../../src/network/network.ts";
import { loadBytes, type LoadedModel } from "../../src/pipeline/load-model.ts";
import { SCALARS, type Values } from "../../src/program/scalar.ts";

export const MODELS = join(import.meta.dirname, "models");
export const REFUSED = join(import.meta.dirname, "refused");

/** As `make/frozen.py` writes it: for each call of one row the elements of every input and output, in order. */
export interface FrozenRows {
  readonly tool: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly operatorSet: number;
  readonly inputs: readonly (readonly (readonly number[])[])[];
  readonly expected: readonly (readonly (readonly number[])[])[];
}

export interface FieldModel {
  readonly name: string;
  readonly network: Network;
  readonly calls: readonly (readonly Values[])[];
  readonly expected: FrozenRows["expected"];
}

export function namesOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".onnx"))
    .map((file) => file.slice(0, -".onnx".length))
    .sort();
}

export function rowsOf(name: string): FrozenRows {
  return JSON.parse(readFileSync(join(MODELS, `${name}.json`), "utf8")) as FrozenRows;
}

/** With the files beside it. @throws DiagnosticError where nnc does not read it. */
export function load(folder: string, name: string): LoadedModel {
  return loadBytes(readFileSync(join(folder, `${name}.onnx`)), {
    path: `${name}.onnx`,
    siblings: (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file)) : { problem: "it is not there" }),
  });
}

const READ = new Map<string, FieldModel>();

/** Read once. @throws DiagnosticError where nnc does not read it. */
export function readFieldModel(name: string): FieldModel {
  const known = READ.get(name);
  if (known !== undefined) return known;
  const read = readAnew(name);
  READ.set(name, read);
  return read;
}

function readAnew(name: string): FieldModel {
  const { network } = load(MODELS, name);
  const { inputs, expected } = rowsOf(name);
  const calls = inputs.map((arrays) => network.inputs.map(({ value }, position) => typed(network, value, arrays[position])));
  return { name, network, expected, calls };
}

function typed(network: Network, id: number, elements: readonly number[]): Values {
  const values = SCALARS[valueOf(network, id).scalar].newValues(elements.length);
  values.set(elements);
  return values;
}
