// Says which operators of a model are in training mode, which is seldom meant. Refuses nothing.

import type { Network } from "../../network/network.ts";
import type { Notice } from "../../network/notice.ts";
import { spellingsOf } from "../../network/onnx-spellings.ts";

/** Once for each operator. */
export function trainingNotices({ values }: Network): readonly Notice[] {
  const types = values.flatMap((value) => {
    return value.kind === "operation" ? spellingsOf(value.op).flatMap(({ isOfTraining, type }) => (isOfTraining === true ? [type] : [])) : [];
  });
  return [...new Set(types)].map((operator) => ({ kind: "training-mode", operator }));
}
