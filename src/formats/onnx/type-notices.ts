// Says which inputs and outputs of a model are of another type in nnc than in the file. Refuses nothing.

import type { Network } from "../../network/network.ts";
import { valueOf } from "../../network/network.ts";
import type { Notice } from "../../network/notice.ts";
import type { Scalar } from "../../program/scalar.ts";
import { nameOfElementType } from "./element-types.ts";
import type { Graph, ValueInfo } from "./onnx-messages.ts";

/** What ONNX calls the types that inputs and outputs of the others become. */
const NAMES: Readonly<Partial<Record<Scalar, string>>> = { f32: "float", i32: "int32", u32: "uint32" };

/** Inputs first. A file may say nothing of an output's type. */
export function typeNotices({ input, output }: Graph, network: Network): readonly Notice[] {
  const noticesOf = (direction: "input" | "output", infos: readonly ValueInfo[], ports: Network["inputs"]): readonly Notice[] =>
    ports.flatMap(({ name, value }) => {
      const elemType = infos.find((info) => info.name === name)?.type?.tensorType?.elemType;
      const to = NAMES[valueOf(network, value).scalar];
      if (elemType === undefined || to === undefined || nameOfElementType(elemType) === to) return [];
      return [{ kind: "other-type", direction, name, from: nameOfElementType(elemType), to }];
    });
  return [...noticesOf("input", input, network.inputs), ...noticesOf("output", output, network.outputs)];
}
