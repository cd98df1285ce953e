// Builds .npy files and archives of them, so that tests can get any part of them wrong. Two layers, 1-2-1, are the base.

import type { Zippable } from "fflate";
import { zipSync } from "fflate";
import { expect } from "vitest";
import { readModel } from "../../../src/formats/index.ts";
import type { LayerActivations } from "../../../src/formats/file-layers.ts";
import { parseActivation } from "../../../src/network/activation.ts";
import type { Told } from "../../diagnostics/thrown.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

export const FILE = "my.model";
const DAMAGED = "the file is damaged or was written wrongly; export the model again";

export const LEAKY: LayerActivations = { activation: parseActivation("leaky_relu:0.2"), outputActivation: parseActivation("leaky_relu:0.2") };

/** Little-endian float32. */
export function floats(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  values.forEach((value, position) => new DataView(bytes.buffer).setFloat32(4 * position, value, true));
  return bytes;
}

/** A .npy file with this header, as it stands, and data. */
export function npy(header: string, data: Uint8Array, version: readonly [number, number] = [1, 0]): Uint8Array {
  const length = new Uint8Array(version[0] === 1 ? 2 : 4);
  const view = new DataView(length.buffer);
  if (version[0] === 1) view.setUint16(0, header.length, true);
  else view.setUint32(0, header.length, true);
  return Uint8Array.from([...Buffer.from("\x93NUMPY", "latin1"), ...version, ...length, ...Buffer.from(header, "latin1"), ...data]);
}

/** Float32 of this shape, ones where no values are given. */
export function array(shape: readonly number[], values?: readonly number[]): Uint8Array {
  const count = shape.reduce((product, extent) => product * extent, 1);
  return npy(`{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.map((extent) => `${extent},`).join(" ")}), }\n`, floats(...(values ?? new Array<number>(count).fill(1))));
}

export type Arrays = Readonly<Record<string, Uint8Array>>;

export const BASE: Arrays = { "l1/W": array([2, 1], [1, -2]), "l1/b": array([2], [0.5, 0.25]), "l2/W": array([1, 2], [3, 4]), "l2/b": array([1], [-1]) };

/** Arrays of these shapes. */
export function shapes(of: Readonly<Record<string, readonly number[]>>): Arrays {
  return Object.fromEntries(Object.entries(of).map(([key, shape]) => [key, array(shape)]));
}

export function archive(arrays: Arrays = BASE, level: 0 | 6 = 0): Uint8Array {
  const files: Zippable = Object.fromEntries(Object.entries(arrays).map(([key, bytes]) => [`${key}.npy`, bytes]));
  return zipSync(files, { level, mtime: new Date(1980, 0, 1, 12) });
}

/** With 32 bits replaced at a place. */
export function patched(bytes: Uint8Array, position: number, value: number, size: 2 | 4 = 4): Uint8Array {
  const changed = bytes.slice();
  const view = new DataView(changed.buffer);
  if (size === 4) view.setUint32(position, value, true);
  else view.setUint16(position, value, true);
  return changed;
}

/** Where a signature stands for the `which`-th time. */
export function placeOf(bytes: Uint8Array, signature: string, which = 0): number {
  let place = -1;
  for (let count = 0; count <= which; count++) place = Buffer.from(bytes).indexOf(signature, place + 1, "latin1");
  return place;
}

export function diagnosticOf(bytes: Uint8Array): Told {
  const diagnostic = thrownDiagnostic(() => readModel(bytes, FILE, LEAKY));
  if (diagnostic === undefined) throw new Error("the model was read");
  return diagnostic;
}

export interface Expected {
  readonly message: string;
  readonly place?: string;
  readonly note?: string;
  readonly hint?: string;
}

/** The whole diagnostic of category model; the hint is the usual one where none is given. */
export function expectRefusal(bytes: Uint8Array, { place, hint = DAMAGED, ...rest }: Expected): void {
  expect(diagnosticOf(bytes)).toEqual({ category: "model", place: place === undefined ? FILE : `${FILE}: ${place}`, hint, ...rest });
}
