// The ONNX format: what is checked of a file as a whole. The graph, the training record and writing are files of their own.

import type { Model } from "../../network/model.ts";
import type { NetworkFormat } from "../model-format.ts";
import { decodeModel, looksLikeOnnx } from "./decode.ts";
import { readGraph } from "./graph.ts";
import { isDefaultDomain } from "./match-node.ts";
import type { Model as OnnxModel } from "./onnx-messages.ts";
import { refused } from "../refuse.ts";
import { readRecord } from "./training-record.ts";
import { writeOnnx } from "./write.ts";

/** In operator set 7 broadcasting and Dropout got the meaning they have had since. */
const OLDEST_OPERATOR_SET = 7n;

export const onnx = {
  id: "onnx",
  holds: "network",
  sniff: looksLikeOnnx,
  read(bytes, file): Model {
    const model = decodeModel(bytes, file);
    const operatorSet = operatorSetOf(model, file);
    if (model.functions.length > 0) {
      throw refused(file, {
        kind: "unsupported",
        message: "the model has functions of its own",
        note: "nnc reads models whose nodes are operators of ONNX itself",
        hint: "inline the functions when exporting, for example with onnx.inliner.inline_local_functions",
      });
    }
    if (model.graph === undefined) throw refused(file, { message: "the file holds no network" });
    const network = readGraph(model.graph, file, operatorSet);
    return { network, record: readRecord(model.metadataProps, network, file) };
  },
  write: writeOnnx,
} as const satisfies NetworkFormat;

function operatorSetOf(model: OnnxModel, file: string): number {
  const versions = new Set(model.opsetImport.filter(({ domain }) => isDefaultDomain(domain)).map(({ version = 0n }) => version));
  const [version] = versions;
  if (version === undefined) throw refused(file, { message: "the model does not say which version of the ONNX operators it uses" });
  if (versions.size > 1) {
    throw refused(file, { message: `the model uses several versions of the ONNX operators at once: ${[...versions].join(", ")}` });
  }
  if (version >= OLDEST_OPERATOR_SET) return Number(version);
  throw refused(file, {
    kind: "unsupported",
    message: `the model uses version ${version} of the ONNX operators`,
    note: `nnc reads version ${OLDEST_OPERATOR_SET} and later`,
    hint: "export the model with a later operator set, such as 13",
  });
}
