// Ways of damaging files, and what must come of reading one: a model or a diagnostic with place and hint, never another error.

import fc from "fast-check";
import { expect } from "vitest";
import { OPTION_SPELLING } from "../../src/shell/option-spelling.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../../src/diagnostics/render-diagnostic.ts";
import { readModel } from "../../src/formats/index.ts";
import type { LayerActivations } from "../../src/formats/file-layers.ts";
import { told } from "../diagnostics/thrown.ts";

const FILE = "damaged.file";

type Outcome = "read" | "refused";

export function outcomeOf(bytes: Uint8Array, activations?: LayerActivations): Outcome {
  try {
    const { network } = readModel(bytes, FILE, activations);
    expect(network.outputs.length).toBeGreaterThan(0);
    return "read";
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const { category, place, hint, message } = told(error.diagnostic);
    expect(category).toBe("model");
    expect(place === FILE || place?.startsWith(`${FILE}: `)).toBe(true);
    expect(hint ?? "").not.toBe("");
    expect(message).toMatch(/[^.]$/);
    const lines = renderDiagnostic(error.diagnostic, OPTION_SPELLING).split("\n");
    expect(lines.filter((line) => !/^(error: | {2}at | {2}(note|hint): | {8})/.test(line))).toEqual([]);
    expect(lines.filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))).toEqual([]);
    return "refused";
  }
}

/** One way of damaging bytes. */
export type Damage = (bytes: Uint8Array) => Uint8Array;

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
export const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(share, fc.nat(255)).map(([where, byte]): Damage => (bytes) => {
    const changed = bytes.slice();
    if (changed.length > 0) changed[Math.floor(where * changed.length)] = byte;
    return changed;
  }),
  share.map((where): Damage => (bytes) => bytes.slice(0, Math.floor(where * bytes.length))),
  fc.tuple(share, fc.uint8Array({ maxLength: 12 })).map(([where, more]): Damage => (bytes) => {
    const at = Math.floor(where * bytes.length);
    return Uint8Array.from([...bytes.subarray(0, at), ...more, ...bytes.subarray(at)]);
  }),
  fc.tuple(share, share, share).map(([a, b, to]): Damage => (bytes) => {
    const [from, end] = [Math.min(a, b), Math.max(a, b)].map((where) => Math.floor(where * bytes.length));
    const at = Math.floor(to * bytes.length);
    return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(from, end), ...bytes.subarray(at)]);
  }),
  fc.tuple(share, share).map(([a, b]): Damage => (bytes) => {
    const [from, end] = [Math.min(a, b), Math.max(a, b)].map((where) => Math.floor(where * bytes.length));
    return Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(end)]);
  }),
);
