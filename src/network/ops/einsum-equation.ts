// Reads the equation of an Einstein summation, "bij, bjk -> bik": a label for each axis of each argument and of the result.
// ONNX Einsum-12, numpy.einsum.

import { showShape, type Shape } from "../shape.ts";
import type { ShapeProblem } from "../op.ts";

/** The axes that have one label run together. Letters are their code; the axes of an ellipsis are −1, −2, … from the last one on. */
export type Labels = readonly number[];

export interface Equation {
  readonly terms: readonly Labels[];
  readonly result: Labels;
  readonly extents: ReadonlyMap<number, number>;
}

export function readEquation(equation: string, shapes: readonly Shape[]): Equation | ShapeProblem {
  const wrong = (problem: string): ShapeProblem => ({ problem: `its equation "${equation}" ${problem}` });
  const sides = equation.replaceAll(" ", "").split("->");
  const words = sides[0].split(",");
  if (sides.length > 2 || ![...words, ...sides.slice(1)].every((word) => /^[A-Za-z]*(\.\.\.)?[A-Za-z]*$/.test(word))) return wrong("cannot be read");
  if (words.length !== shapes.length) return wrong(`has ${words.length} terms for ${shapes.length} arguments`);
  const terms = words.map((word, position) => labelsOf(word, shapes[position].length));
  const odd = terms.findIndex((labels, position) => labels?.length !== shapes[position].length);
  if (odd >= 0) return wrong(`does not fit ${showShape(shapes[odd])}`);
  const found = terms.flatMap((labels) => labels ?? []);
  // Only extents of different arguments stretch.
  const uneven = terms.findIndex((labels, position) => {
    return labels?.some((label, axis) => shapes[position][axis] !== shapes[position][labels.indexOf(label)]);
  });
  if (uneven >= 0) return wrong(`takes the diagonal of ${showShape(shapes[uneven])}`);
  const extents = new Map<number, number>();
  for (const [position, label] of found.entries()) {
    const extent = shapes.flat()[position];
    const known = extents.get(label) ?? 1;
    if (known !== 1 && extent !== 1 && extent !== known) return wrong(`lets extents of ${known} and ${extent} run together`);
    extents.set(label, Math.max(known, extent));
  }
  const result = sides.length === 1 ? impliedResult(found) : labelsOf(sides[1], sides[1].replace("...", "").length + ellipsisOf(found).length);
  if (result?.every((label, position) => extents.has(label) && result.indexOf(label) === position) !== true) return wrong("has no such result");
  if (sides.length === 2 && !sides[1].includes("...") && ellipsisOf(found).length > 0) return wrong("leaves the axes of its ellipsis out");
  return { terms: terms.flatMap((labels) => (labels === undefined ? [] : [labels])), result, extents };
}

/** Undefined where a term has more letters than there are axes, or fewer and no ellipsis. */
function labelsOf(word: string, rank: number): Labels | undefined {
  const [before, after] = word.split("...");
  const codes = (letters: string): readonly number[] => Array.from(letters, (letter) => letter.charCodeAt(0));
  if (after === undefined) return codes(before);
  const count = rank - before.length - after.length;
  if (count < 0) return undefined;
  return [...codes(before), ...Array.from({ length: count }, (_, position) => position - count), ...codes(after)];
}

/** The axes of the ellipsis, and then the letters that occur once, in the order of their codes. */
function impliedResult(found: Labels): Labels {
  const once = found.filter((label) => label >= 0 && found.indexOf(label) === found.lastIndexOf(label));
  return [...ellipsisOf(found), ...once.toSorted((a, b) => a - b)];
}

/** From the first axis on. */
function ellipsisOf(found: Labels): Labels {
  return [...new Set(found.filter((label) => label < 0))].toSorted((a, b) => a - b);
}
