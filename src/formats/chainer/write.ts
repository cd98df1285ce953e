// Writes dense layers as chainer.serializers.save_npz does, for load_npz and numpy.load: l1/W of outputs x inputs, l1/b, l2/W
// and so on, stored, without times: the same layers give the same bytes.

import type { Zippable } from "fflate";
import { zipSync } from "fflate";
import type { FileLayer } from "../file-layers.ts";
import { MARK, MARK_ID } from "./mark.ts";
import { writeNpy } from "./npy.ts";

/** The beginning of a zip archive's time; a time is local, so that it is the same wherever nnc runs. */
const NO_TIME = new Date(1980, 0, 1, 12);

export function writeLayers(layers: readonly FileLayer[]): Uint8Array {
  const files: Zippable = {};
  layers.forEach(({ weights, bias }, position) => {
    const path = `l${position + 1}`;
    files[`${path}/W.npy`] = writeNpy(weights.data, weights.shape);
    if (bias !== undefined) files[`${path}/b.npy`] = writeNpy(bias.data, bias.shape);
  });
  return zipSync(files, { level: 0, mtime: NO_TIME, extra: { [MARK_ID]: new TextEncoder().encode(MARK) } });
}
