// einsum: products of the arguments' elements, summed over the axes whose label the result has not. Several arguments are taken together
// from the left; each sum is rounded as one of a matrix product. ONNX Einsum-12, numpy.einsum.

import { listOf } from "../attributes.ts";
import { accepted } from "../axes.ts";
import type { Attributes } from "../attributes.ts";
import type { ExpandContext, Op, ValueId } from "../op.ts";
import type { Shape } from "../shape.ts";
import { contract } from "./contract.ts";
import { transpose } from "./transpose.ts";
import { readEquation, type Equation, type Labels } from "./einsum-equation.ts";

export const einsum: Op = {
  name: "einsum",
  parameters: ["inputs"],
  required: 1,
  isVariadic: true,
  /** The codes of the equation's characters. */
  attributes: { equation: [] },
  inferShape(shapes, attributes) {
    const equation = equationOf(shapes, attributes);
    return "problem" in equation ? equation : equation.result.map((label) => equation.extents.get(label) ?? 1);
  },
  inferScalar: ([first, ...others]) =>
    others.every((scalar) => scalar === first) ? first : { problem: `its inputs are of ${[first, ...others].join(" and ")}` },
  computation: { kind: "expand", into: (context) => summed(context) },
  onnx: { type: "Einsum", attributes: { equation: { name: "equation", type: "string", isRequired: true } } },
  examples: [
    { shapes: [[2, 3], [3, 4]], attributes: { equation: codesOf("ij,jk->ik") } },
    { shapes: [[2, 2, 3], [2, 3, 2]], attributes: { equation: codesOf("bij, bjk") } },
    { shapes: [[2, 1, 3], [1, 2, 3]], attributes: { equation: codesOf("...i,...i->...") } },
    { shapes: [[3, 3]], attributes: { equation: codesOf("ii") } },
    { shapes: [[2, 3, 3]], attributes: { equation: codesOf("...ii->...i") } },
    { shapes: [[2, 3]], attributes: { equation: codesOf("ij->ji") } },
    { shapes: [[2], [3], [2, 3]], attributes: { equation: codesOf("i,j,ij->") } },
    { shapes: [[2, 3], [2, 3]], scalars: ["i32", "i32"], attributes: { equation: codesOf("ij,ij->i") } },
  ],
};

function codesOf(equation: string): readonly number[] {
  return Array.from(equation, (letter) => letter.charCodeAt(0));
}

function equationOf(shapes: readonly Shape[], attributes: Attributes): ReturnType<typeof readEquation> {
  return readEquation(String.fromCharCode(...listOf(attributes, "equation")), shapes);
}

interface Labelled {
  readonly value: ValueId;
  readonly labels: Labels;
}

function summed(context: ExpandContext): ValueId {
  const { builder, arguments: args, attributes, name, origin } = context;
  const equation: Equation = accepted(equationOf(args.map((value) => builder.shapeOf(value)), attributes));
  const [first, ...others] = args.map((value, position) => diagonalOf(context, value, equation.terms[position]));
  const last = others.reduce<Labelled>((left, right, position) => {
    const needed = [equation.result, ...equation.terms.slice(position + 2)].flat();
    const isLast = position === others.length - 1;
    const kept = [...new Set([...left.labels, ...right.labels])].filter((label) => needed.includes(label));
    const labels = isLast ? equation.result : kept;
    const pair = { left: left.labels, right: right.labels, result: labels };
    return { value: builder.operation(contract, [left.value, right.value], pair, isLast ? name : "product", origin), labels };
  }, first);
  if (others.length > 0) return last.value;
  // Where nothing is summed, no sum begins with +0.
  const perm = equation.result.map((label) => first.labels.indexOf(label));
  if (perm.length === first.labels.length) return builder.operation(transpose, [first.value], { perm }, name, origin);
  return builder.operation(contract, [first.value], { left: first.labels, result: equation.result }, name, origin);
}

/** The elements at which the axes with one label are at one place. */
function diagonalOf({ builder, origin }: ExpandContext, value: ValueId, labels: Labels): Labelled {
  const distinct = [...new Set(labels)];
  if (distinct.length === labels.length) return { value, labels };
  const axes = labels.map((label) => distinct.indexOf(label));
  return { value: builder.operation(diagonal, [value], { axes }, "diagonal", origin), labels: distinct };
}

/** Each axis of x runs along an axis of the result, several along one. */
const diagonal: Op = {
  name: "diagonal",
  parameters: ["x"],
  required: 1,
  attributes: { axes: [] },
  inferShape([x], attributes) {
    const axes = listOf(attributes, "axes");
    return Array.from({ length: 1 + Math.max(...axes) }, (_, axis) => Math.min(...x.filter((_extent, own) => axes[own] === axis)));
  },
  inferScalar: ([x]) => x,
  computation: { kind: "view", source: (indices, _, attributes) => listOf(attributes, "axes").map((axis) => indices[axis]) },
  examples: [],
};
