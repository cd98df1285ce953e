// Computes once what is written several times: equal ops of the same values, and the constants they name. Parameters stay apart: each
// has a name in the source.

import { numbersOf, type Attributes } from "../network/attributes.ts";
import { scanDigest } from "../network/digest.ts";
import type { ConstantValue, Network } from "../network/network.ts";
import type { Op, ValueId } from "../network/op.ts";
import { rewrite } from "./rewrite.ts";

/** Elements of constants that are compared; larger ones stay as they are. */
const MOST_ELEMENTS = 4096;

export function mergeEqualOperations(network: Network): Network {
  const operations = new Map<Op | string, Map<string, ValueId>>();
  const constants = new Map<string, ValueId>();
  return rewrite(network, (value, args, builder) => {
    if (value.kind === "input" || value.kind === "state" || value.kind === "parameter") return builder.copy(value, args);
    if (value.kind === "constant") {
      return value.data.length > MOST_ELEMENTS ? builder.copy(value, args) : first(constants, constantKey(value), () => builder.copy(value, args));
    }
    const what = whatIsDone(value.op);
    const known = operations.get(what) ?? new Map<string, ValueId>();
    operations.set(what, known);
    return first(known, `${args.join()} ${attributesKey(value.attributes)}`, () => builder.copy(value, args));
  });
}

/** Scans that do the same are not the same op. */
function whatIsDone(op: Op): Op | string {
  return op.computation.kind === "scan" ? scanDigest(op.computation.scanning) : op;
}

/** What is known by a key, or what is made for it. */
function first(known: Map<string, ValueId>, key: string, make: () => ValueId): ValueId {
  const id = known.get(key) ?? make();
  known.set(key, id);
  return id;
}

function constantKey({ scalar, shape, data }: ConstantValue): string {
  return `${scalar} ${shape.join()} ${Array.from(data, written).join()}`;
}

function attributesKey(attributes: Attributes): string {
  return Object.keys(attributes)
    .sort()
    .map((name) => `${name}=${numbersOf(attributes[name]).map(written).join()}`)
    .join(" ");
}

/** Zeros of both signs apart. */
function written(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
