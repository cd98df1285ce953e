// trilu: the elements of matrices on and above a diagonal, or on and below it; 0 elsewhere. ONNX Trilu-14, numpy.triu and numpy.tril.

import { constantOf, lessOrEqual, select } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import { broadcastShapes } from "../broadcast.ts";
import { sameScalar } from "../infer-scalar.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";

/** x where first ≤ last, 0 elsewhere; what `trilu` is made of. */
const keepOrdered: Op = {
  name: "keep_ordered",
  parameters: ["x", "first", "last"],
  required: 3,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: ([scalar, ...others]) => (others.every((one) => one === "i32") ? scalar : { problem: "what it compares is not of i32" }),
  computation: {
    kind: "pointwise",
    value: ([x, first, last], _, [scalar]) => select(lessOrEqual(first, last), x, constantOf(scalar, 0)),
  },
  examples: [{ shapes: [[2, 3], [2, 1], [3]], scalars: ["bool", "i32", "i32"] }],
};

export const trilu: Op = {
  name: "trilu",
  parameters: ["x"],
  required: 1,
  /** The k-th diagonal lies above the main one. */
  attributes: { k: 0, upper: 1 },
  inferShape: ([x]) => (x.length < 2 ? { problem: `${showShape(x)} is no matrix` } : x),
  inferScalar: sameScalar,
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const [rows, columns] = builder.shapeOf(x).slice(-2);
      const k = Math.min(Math.max(numberOf(attributes, "k"), -rows), columns);
      const diagonal = builder.constant("diagonal", [rows, 1], "i32", Int32Array.from({ length: rows }, (_, row) => row + k), origin);
      const column = builder.constant("column", [columns], "i32", Int32Array.from({ length: columns }, (_, position) => position), origin);
      const order = numberOf(attributes, "upper") === 0 ? [column, diagonal] : [diagonal, column];
      return builder.operation(keepOrdered, [x, ...order], {}, name, origin);
    },
  },
  onnx: {
    type: "Trilu",
    attributes: { upper: { name: "upper", type: "int" } },
    attributeInputs: [{ attribute: "k", name: "k", type: "int", since: 14 }],
  },
  examples: [
    { shapes: [[3, 4]] },
    { shapes: [[2, 4, 3]], attributes: { k: -1 } },
    { shapes: [[4, 3]], scalars: ["i32"], attributes: { k: 1, upper: 0 } },
    { shapes: [[2, 2]], scalars: ["bool"], attributes: { k: -7, upper: 0 } },
  ],
};
