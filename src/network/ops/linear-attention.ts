// linear_attention: attention without softmax, computed along the sequence: each head remembers a matrix S of keys by values, to which every step
// adds k·vᵀ, and reads scale·Sᵀ·q. It may fade before, S·exp(decay), and what is written may be the part of v that S does not give for k
// already, times beta. A head of keys and values may serve a group of heads of queries. linear_attention_state: S after the last step.
// ONNX LinearAttention-27; Katharopoulos and others 2020, Yang and others 2024.
//
// Products are rounded before they are added up, the scale is taken of the sum, and all of it is float32, as the standard's text of the function has it.

import { numberOf } from "../attributes.ts";
import type { Attributes } from "../attributes.ts";
import { accepted } from "../axes.ts";
import { NetworkBuilder } from "../network-builder.ts";
import type { ExpandContext, Network, OnnxSpelling, Op, OpExample, Scanning, ValueBuilder, ValueId } from "../op.ts";
import type { Origin } from "../origin.ts";
import type { Shape } from "../shape.ts";
import { add } from "./add.ts";
import { exp } from "./exp.ts";
import { linearAttentionArguments, linearAttentionSizes, BETA, DECAY, PAST, RULES, type LinearAttentionSizes } from "./linear-attention-sizes.ts";
import { matmul } from "./matmul.ts";
import { multiply } from "./multiply.ts";
import { reshape } from "./reshape.ts";
import { resultOfScan, scanOp } from "./scan.ts";
import { subtract } from "./subtract.ts";
import { transpose } from "./transpose.ts";

/** A scale of 0 is that of the size of a key, 1/√size. Sequences may be computed in chunks of some size: that changes nothing here. */
const ATTRIBUTES: Attributes = { given: [], heads: 1, keyHeads: 1, scale: 0, rule: RULES.gated_delta };

const EXAMPLES: readonly OpExample[] = [
  { shapes: [[2, 3, 4], [2, 3, 2], [2, 3, 3]], attributes: { heads: 2, rule: RULES.linear } },
  {
    shapes: [[1, 2, 4], [1, 2, 4], [1, 2, 6], [1, 2, 2, 3], [1, 2, 4]],
    attributes: { given: [PAST, DECAY], heads: 2, keyHeads: 2, rule: RULES.gated, scale: 0.25 },
  },
  { shapes: [[1, 4, 8], [1, 4, 4], [1, 4, 2], [1, 4, 1]], attributes: { given: [BETA], heads: 4, keyHeads: 2, rule: RULES.delta } },
  {
    shapes: [[2, 2, 4], [2, 2, 4], [2, 2, 4], [2, 2, 2, 2], [2, 2, 2], [2, 2, 2]],
    attributes: { given: [PAST, DECAY, BETA], heads: 2, keyHeads: 2 },
  },
];

export const linearAttentionState = ofLinearAttention("linear_attention_state", ({ batch, keyHeads, size, valueSize }) => [batch, keyHeads, size, valueSize], 1);

export const linearAttention: Op = {
  ...ofLinearAttention("linear_attention", ({ batch, steps, heads, valueSize }) => [batch, steps, heads * valueSize], 0),
  onnx: [[], [PAST], [DECAY], [BETA], [PAST, DECAY], [PAST, BETA], [DECAY, BETA], [PAST, DECAY, BETA]].map(spelling),
};

/** @param position of the result: of the sequence, or of what is remembered. */
function ofLinearAttention(name: string, shapeOf: (sizes: LinearAttentionSizes) => Shape, position: number): Op {
  return {
    name,
    parameters: ["q", "k", "v", "past", "decay", "beta"],
    required: 3,
    attributes: ATTRIBUTES,
    inferShape(shapes, attributes) {
      const sizes = linearAttentionSizes(shapes, attributes);
      return "problem" in sizes ? sizes : shapeOf(sizes);
    },
    computation: { kind: "expand", into: (context) => expanded(context, position) },
    examples: EXAMPLES,
  };
}

function expanded(context: ExpandContext, position: number): ValueId {
  const { builder, arguments: args, attributes, name, origin } = context;
  const sizes = accepted(linearAttentionSizes(args.map((argument) => builder.shapeOf(argument)), attributes));
  const { q, k, v, past, decay, beta } = linearAttentionArguments(args, attributes);
  const present = { q, k, v, ...(decay === undefined ? {} : { decay }), ...(beta === undefined ? {} : { beta }) };
  const sequences = Object.entries(present).map(([called, id]) => ({ called, width: builder.shapeOf(id)[2], id: stepsFirst(builder, id, called, origin) }));
  const scanning: Scanning = {
    step: stepOf(sizes, sequences, attributes, origin),
    length: sizes.steps,
    carried: [{ isGiven: past !== undefined }],
    read: sequences.map(() => ({ isBackward: false })),
    written: [{ isBackward: false }],
    results: [{ kind: "sequence", written: 0 }, { kind: "last", carried: 0 }],
  };
  const scan = builder.operation(scanOp("linear_attention_scan", scanning), [...(past === undefined ? [] : [past]), ...sequences.map(({ id }) => id)], {}, name, origin);
  const result = resultOfScan(builder, scan, scanning, position, name, origin);
  return position === 0 ? stepsFirst(builder, result, name, origin) : result;
}

/** With the first two axes in each other's place. */
function stepsFirst(builder: ValueBuilder, x: ValueId, name: string, origin: Origin): ValueId {
  return builder.operation(transpose, [x], { perm: [1, 0, 2] }, name, origin);
}

/** The network of one step: what is remembered next, and what it gives, batch × width. */
function stepOf(
  { batch, heads, keyHeads, size, valueSize }: LinearAttentionSizes,
  sequences: readonly { readonly called: string; readonly width: number }[],
  attributes: Attributes,
  origin: Origin,
): Network {
  const builder = new NetworkBuilder();
  const apply = (op: Op, args: readonly ValueId[], name: string): ValueId => builder.operation(op, args, {}, name, origin);
  const shaped = (x: ValueId, shape: Shape, name: string): ValueId => builder.operation(reshape, [x], { shape }, name, origin);
  const before = builder.input("S", [batch, keyHeads, size, valueSize], origin);
  const inputs = new Map(sequences.map(({ called, width }) => [called, { id: builder.input(called, [batch, width], origin), width }]));
  const part = (called: string, shapeOf: (width: number) => Shape): ValueId | undefined => {
    const found = inputs.get(called);
    return found && shaped(found.id, shapeOf(found.width), called);
  };
  const needed = (called: string, shape: Shape): ValueId => {
    const found = part(called, () => shape);
    if (found === undefined) throw new RangeError(`a step has no ${called}`);
    return found;
  };
  const decay = part("decay", (width) => [batch, keyHeads, width / keyHeads, 1]);
  const beta = part("beta", (width) => [batch, width, 1, 1]);
  const values = needed("v", [batch, keyHeads, 1, valueSize]);
  const faded = decay === undefined ? before : apply(multiply, [before, apply(exp, [decay], "kept")], "faded");
  const known = (): ValueId => apply(matmul, [needed("k", [batch, keyHeads, 1, size]), faded], "known");
  const written = beta === undefined ? values : apply(multiply, [beta, apply(subtract, [values, known()], "new")], "written");
  const next = apply(add, [faded, apply(multiply, [needed("k", [batch, keyHeads, size, 1]), written], "product")], "S");
  const read = apply(matmul, [needed("q", [batch, keyHeads, heads / keyHeads, size]), next], "read");
  const scale = numberOf(attributes, "scale");
  const factor = builder.parameter("scale", [], Float32Array.of(scale === 0 ? 1 / Math.sqrt(size) : scale), origin);
  const y = shaped(apply(multiply, [read, factor], "scaled"), [batch, heads * valueSize], "y");
  return builder.finish([{ name: "S", value: next }, { name: "y", value: y }]);
}

/** @param given which further inputs a node has. */
function spelling(given: readonly number[]): OnnxSpelling {
  return {
    type: "LinearAttention",
    since: 27,
    inputs: ["given", "given", "given", ...[PAST, DECAY, BETA].map((number) => (given.includes(number) ? "given" : "absent"))],
    implied: { given },
    attributes: {
      heads: { name: "q_num_heads", type: "int", isRequired: true },
      keyHeads: { name: "kv_num_heads", type: "int", isRequired: true },
      scale: { name: "scale", type: "float" },
      rule: { name: "update_rule", type: "string", values: RULES },
    },
    ignoredAttributes: ["chunk_size"],
    furtherOutputs: [linearAttentionState],
  };
}
