// Normalisations of onnxruntime's own: of a sum, and by the root of the mean of squares.

import { floatAttribute, intAttribute } from "../older/parts.ts";
import type { Rule } from "./rule.ts";

/** x and another one, and a bias, added up and normalised along the last axis. */
function skipNormalization(type: string, places: { readonly scale: number; readonly shift?: number; readonly bias: number }): Rule {
  return (writer) => {
    const bias = writer.input(places.bias);
    const [result, mean, deviation, sum] = [0, 1, 2, 3].map((position) => writer.output(position));
    const added = [writer.needed(0), writer.needed(1)];
    const all = bias === undefined ? added : [writer.op("Add", added), bias];
    const whole = sum === "" ? writer.op("Add", all) : writer.named("Add", all, sum);
    const attributes = [intAttribute("axis", -1), floatAttribute("epsilon", writer.float("epsilon", 1e-12))];
    const shift = places.shift === undefined ? [] : [writer.input(places.shift)];
    const outputs = places.shift === undefined ? [result] : [result, mean, deviation];
    return writer.written(type, [whole, writer.needed(places.scale), ...shift], attributes, outputs.slice(0, 1 + outputs.findLastIndex((name) => name !== "")));
  };
}

const rootMeanSquare: Rule = (writer) => writer.written("RMSNormalization", [writer.needed(0), writer.needed(1)], writer.own("axis", "epsilon", "stash_type"));

export const NORMALISATIONS: Readonly<Record<string, Rule>> = {
  SimplifiedLayerNormalization: rootMeanSquare,
  SkipLayerNormalization: skipNormalization("LayerNormalization", { scale: 2, shift: 3, bias: 4 }),
  SkipSimplifiedLayerNormalization: skipNormalization("RMSNormalization", { scale: 2, bias: 3 }),
};
