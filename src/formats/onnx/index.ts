// The ONNX format: what is checked of a file as a whole. The graph, the training record and writing are files of their own.

import { NOTHING_SAID } from "../../network/input-settings.ts";
import type { Model } from "../../network/model.ts";
import type { NetworkFormat } from "../model-format.ts";
import { axisNamesOf } from "./axis-names.ts";
import { decodeModel, looksLikeOnnx } from "./decode.ts";
import { readGraph, type ReadGraph } from "./graph.ts";
import { isFirstAxisGiven } from "./fix-sizes.ts";
import type { Graph } from "./onnx-messages.ts";
import { openSequences } from "./open-sequences.ts";
import { operatorSetOf } from "./operator-sets.ts";
import { refused } from "../refuse.ts";
import { readRecord } from "./training-record.ts";
import { typeNotices } from "./type-notices.ts";
import { trainingNotices } from "./training-notices.ts";
import { wholeGraph } from "./whole-graph.ts";
import { writeOnnx } from "./write.ts";

export const onnx = {
  id: "onnx",
  holds: "network",
  sniff: looksLikeOnnx,
  read(bytes, file, surroundings): Model {
    const model = decodeModel(bytes, file);
    const { version, notices } = operatorSetOf(model, file);
    if (model.graph === undefined) throw refused(file, { message: "the file holds no network" });
    const read = (graph: Graph): ReadGraph => readGraph(wholeGraph(model, graph, version, surroundings, file), file);
    const { network, conversions } = read(model.graph);
    const opened = openSequences(model.graph, surroundings.said ?? NOTHING_SAID, network, (graph) => read(graph).network);
    const noticed = [...conversions, ...typeNotices(model.graph, network), ...opened, ...trainingNotices(network), ...notices];
    const axisNames = axisNamesOf(model.graph);
    return {
      network,
      record: readRecord(model.metadataProps, network, file),
      ...(isFirstAxisGiven(model.graph, surroundings.said ?? NOTHING_SAID) ? { isFirstAxisGiven: true } : {}),
      ...(axisNames.length === 0 ? {} : { axisNames }),
      ...(noticed.length === 0 ? {} : { notices: noticed }),
    };
  },
  write: writeOnnx,
} as const satisfies NetworkFormat;
