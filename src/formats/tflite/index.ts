// TensorFlow Lite's format, .tflite: a flatbuffer. Read only; what is checked of a file as a whole.

import { latin1Text } from "../../numeric/bytes.ts";
import type { NetworkFormat } from "../model-format.ts";
import { MAXIMUM_NODES } from "../onnx/maximum-nodes.ts";
import { refused } from "../refuse.ts";
import { refuseInputSettings } from "../unfit-inputs.ts";
import { GraphBuilder } from "./graph-builder.ts";
import { readLiteModel } from "./lite-model.ts";
import { noticesOf } from "./notices.ts";

/** Behind the place of the first table. */
const MARK = "TFL3";
const MARK_PLACE = 4;

export const tensorflowLite = {
  id: "tflite",
  holds: "network",
  sniff: (bytes) => latin1Text(bytes.subarray(MARK_PLACE, MARK_PLACE + MARK.length)) === MARK,
  read(bytes, file, { said }) {
    refuseInputSettings(said, file);
    const model = readLiteModel(bytes, file);
    if (model.operators.length > MAXIMUM_NODES) {
      throw refused(file, {
        kind: "unsupported",
        message: `the model has ${model.operators.length} operators`,
        note: `nnc reads up to ${MAXIMUM_NODES}`,
        hint: "a network of this size cannot be compiled into a source file; use a smaller one",
      });
    }
    const network = new GraphBuilder(model, file).build();
    const notices = noticesOf(model);
    return { network, record: undefined, ...(notices.length === 0 ? {} : { notices }) };
  },
} as const satisfies NetworkFormat;
