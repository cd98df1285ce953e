// depth_to_space: channels become blocks of pixels, [N, C·b², H, W] → [N, C, H·b, W·b]; in which order the channels are read is said by
// the mode. ONNX DepthToSpace-13.

import { numberOf } from "../attributes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { reshape } from "./reshape.ts";
import { transpose } from "./transpose.ts";

/** Depth, column, row, as TensorFlow has it; column, row, depth, as PyTorch's PixelShuffle. */
export const MODES = { DCR: 0, CRD: 1 } as const;

export const depthToSpace: Op = {
  name: "depth_to_space",
  parameters: ["x"],
  required: 1,
  attributes: { blocksize: 1, mode: MODES.DCR },
  inferShape([x], attributes) {
    const block = numberOf(attributes, "blocksize");
    if (x.length !== 4 || block < 1 || x[1] % (block * block) !== 0) {
      return { problem: `${showShape(x)} has not channels for blocks of ${block}×${block}` };
    }
    const [count, channels, height, width] = x;
    return [count, channels / (block * block), height * block, width * block];
  },
  inferScalar: sameScalar,
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const block = numberOf(attributes, "blocksize");
      const [count, channels, height, width] = builder.shapeOf(x);
      const depth = channels / (block * block);
      const isDepthFirst = numberOf(attributes, "mode") === MODES.DCR;
      const axes = isDepthFirst ? [count, block, block, depth, height, width] : [count, depth, block, block, height, width];
      const apart = builder.operation(reshape, [x], { shape: axes }, "apart", origin);
      const perm = isDepthFirst ? [0, 3, 4, 1, 5, 2] : [0, 1, 4, 2, 5, 3];
      const interleaved = builder.operation(transpose, [apart], { perm }, "interleaved", origin);
      return builder.operation(reshape, [interleaved], { shape: [count, depth, height * block, width * block] }, name, origin);
    },
  },
  onnx: {
    type: "DepthToSpace",
    attributes: { blocksize: { name: "blocksize", type: "int", isRequired: true }, mode: { name: "mode", type: "string", values: MODES, since: 11 } },
  },
  examples: [
    { shapes: [[1, 8, 2, 3]], attributes: { blocksize: 2 } },
    { shapes: [[2, 4, 1, 2]], scalars: ["i32"], attributes: { blocksize: 2, mode: MODES.CRD } },
    { shapes: [[1, 8, 1, 2]], attributes: { blocksize: 2, mode: MODES.CRD } },
  ],
};
