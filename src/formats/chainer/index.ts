// The files of Chainer: numpy's .npz archives (zip archives, whatever their name) with the parameters of dense layers.

import { latin1Text } from "../../numeric/bytes.ts";
import type { LayerFormat } from "../model-format.ts";
import { readLayers } from "./read-layers.ts";

/** How much of either end of an archive is searched for the names in it. */
const SEARCHED_BYTES = 2 ** 16;
const ARCHIVE = "PK\x03\x04";
/** Files in the archives of other tools, which may have arrays beside them: PyTorch and Keras. */
const FOREIGN = ["data.pkl", "model.weights.h5"];

export const chainer = {
  id: "chainer",
  holds: "layers",
  sniff(bytes): boolean {
    const [beginning, end] = [bytes.subarray(0, SEARCHED_BYTES), bytes.subarray(-SEARCHED_BYTES)].map(latin1Text);
    const names = beginning + end;
    return beginning.startsWith(ARCHIVE) && names.includes(".npy") && !FOREIGN.some((name) => names.includes(name));
  },
  read: readLayers,
  write: async (layers) => (await import("./write.ts")).writeLayers(layers),
} as const satisfies LayerFormat;
