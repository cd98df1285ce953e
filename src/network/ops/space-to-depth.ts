// space_to_depth: blocks of pixels become channels, [N, C, H·b, W·b] → [N, b²·C, H, W], the reverse of depth_to_space in the same mode.
// ONNX SpaceToDepth-28.

import { numberOf } from "../attributes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { MODES } from "./depth-to-space.ts";
import { reshape } from "./reshape.ts";
import { transpose } from "./transpose.ts";

export const spaceToDepth: Op = {
  name: "space_to_depth",
  parameters: ["x"],
  required: 1,
  attributes: { blocksize: 1, mode: MODES.DCR },
  inferShape([x], attributes) {
    const block = numberOf(attributes, "blocksize");
    if (x.length !== 4 || block < 1 || x[2] % block !== 0 || x[3] % block !== 0) {
      return { problem: `${showShape(x)} does not consist of blocks of ${block}×${block}` };
    }
    const [count, channels, height, width] = x;
    return [count, channels * block * block, height / block, width / block];
  },
  inferScalar: sameScalar,
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const block = numberOf(attributes, "blocksize");
      const [count, channels, height, width] = builder.shapeOf(x);
      const [rows, columns] = [height / block, width / block];
      const apart = builder.operation(reshape, [x], { shape: [count, channels, rows, block, columns, block] }, "apart", origin);
      const perm = numberOf(attributes, "mode") === MODES.DCR ? [0, 3, 5, 1, 2, 4] : [0, 1, 3, 5, 2, 4];
      const gathered = builder.operation(transpose, [apart], { perm }, "gathered", origin);
      return builder.operation(reshape, [gathered], { shape: [count, channels * block * block, rows, columns] }, name, origin);
    },
  },
  onnx: {
    type: "SpaceToDepth",
    attributes: { blocksize: { name: "blocksize", type: "int", isRequired: true }, mode: { name: "mode", type: "string", values: MODES, since: 28 } },
  },
  examples: [
    { shapes: [[1, 2, 4, 6]], attributes: { blocksize: 2 } },
    { shapes: [[2, 1, 3, 3]], scalars: ["i32"], attributes: { blocksize: 3 } },
    { shapes: [[1, 2, 4, 6]], attributes: { blocksize: 2, mode: MODES.CRD } },
  ],
};
