// Says what to do with arrays that were saved without names, as numpy.savez(*model.get_weights()) does. Reads no numbers.

import { showShape } from "../../network/shape.ts";
import type { Shape } from "../../network/shape.ts";
import { listed } from "../file-layers.ts";
import { quoted, refused } from "../refuse.ts";

/** What numpy calls an array that it is given without a name; the number is its place. */
const NUMBERED = /^arr_(\d+)$/;
/** Layers that an example spells out. */
const MAXIMUM_SPELLED = 3;

export interface UnnamedArray {
  readonly key: string;
  readonly shape: Shape;
}

export function areUnnamed(arrays: readonly UnnamedArray[]): boolean {
  return arrays.length > 0 && arrays.every(({ key }) => NUMBERED.test(key));
}

/** The error for a file that holds nothing else. */
export function unnamedArrays(arrays: readonly UnnamedArray[], file: string): Error {
  const ordered = arrays.toSorted((a, b) => placeOf(a) - placeOf(b));
  const layers = kerasLayers(ordered);
  return refused(file, {
    kind: "unsupported",
    message: arrays.length === 1 ? "the array has no name that says what it is" : "the arrays have no names that say what they are",
    note: listed([
      ...ordered.map(({ key, shape }) => `${quoted(key)} ${showShape(shape)}`),
      layers === undefined ? "numpy numbers arrays that are saved without names" : "they look like model.get_weights() of Keras: matrices of inputs x outputs, each before its bias",
    ]),
    hint:
      layers === undefined
        ? "save them under names, each W of outputs x inputs: numpy.savez(\"model.npz\", W1=…, b1=…, W2=…, b2=…)"
        : `name and transpose them: w = model.get_weights(); numpy.savez("model.npz", ${spelled(layers)})`,
  });
}

function placeOf({ key }: UnnamedArray): number {
  return Number(NUMBERED.exec(key)?.[1]);
}

/** How many layers there are where the arrays are matrices of inputs x outputs, each followed by its bias; undefined where they are not. */
function kerasLayers(ordered: readonly UnnamedArray[]): number | undefined {
  const fits = ordered.every(({ shape }, position) => {
    if (position % 2 === 0) return shape.length === 2 && (position === 0 || shape[0] === ordered[position - 1].shape[0]);
    return shape.length === 1 && shape[0] === ordered[position - 1].shape[1];
  });
  return fits && ordered.length % 2 === 0 ? ordered.length / 2 : undefined;
}

/** `W1=w[0].T, b1=w[1], …`. */
function spelled(layers: number): string {
  const words = Array.from({ length: Math.min(layers, MAXIMUM_SPELLED) }, (_, layer) => `W${layer + 1}=w[${2 * layer}].T, b${layer + 1}=w[${2 * layer + 1}]`);
  return [...words, ...(layers > MAXIMUM_SPELLED ? ["…"] : [])].join(", ");
}
