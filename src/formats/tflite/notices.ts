// Says which inputs and outputs of a TensorFlow Lite model are of another type in nnc than in the file, which stand for reals, and which
// constants became wider. Refuses nothing.

import type { Notice } from "../../network/notice.ts";
import { elementCount } from "../../network/shape.ts";
import { elementTypeOf } from "./element-types.ts";
import type { LiteModel, LitePort } from "./lite-model.ts";

/** What the scalars are called that types of other names become. */
const NAMES: Readonly<Record<string, string>> = { f32: "float32", i32: "int32", u32: "uint32" };

/** Inputs first. */
export function noticesOf({ tensors, inputs, outputs }: LiteModel): readonly Notice[] {
  const ofPorts = (direction: "input" | "output", ports: readonly LitePort[]): readonly Notice[] =>
    ports.flatMap(({ name, tensor }) => {
      const type = elementTypeOf(tensors[tensor].type);
      const to = NAMES[type?.scalar ?? ""];
      return type === undefined || to === undefined || to === type.name ? [] : [{ kind: "other-type", direction, name, from: type.name, to }];
    });
  const quantised = (direction: "input" | "output", ports: readonly LitePort[]): readonly Notice[] =>
    ports.flatMap(({ name, tensor }) => {
      const { quantisation: { scales, zeroPoints } = { scales: [], zeroPoints: [] }, type } = tensors[tensor];
      if (scales.length !== 1 || !Number.isFinite(scales[0]) || elementTypeOf(type)?.scalar === "f32") return [];
      return [{ kind: "quantised", direction, name, scale: scales[0], zeroPoint: zeroPoints.at(0) ?? 0 }];
    });
  const widened = (["float16", "bfloat16"] as const).flatMap((from): readonly Notice[] => {
    const constants = tensors.filter(({ bytes, type }) => bytes !== undefined && elementTypeOf(type)?.name === from);
    return constants.length === 0 ? [] : [{ kind: "widened", from, parameters: constants.reduce((sum, { shape }) => sum + elementCount(shape), 0) }];
  });
  return [...widened, ...ofPorts("input", inputs), ...ofPorts("output", outputs), ...quantised("input", inputs), ...quantised("output", outputs)];
}
