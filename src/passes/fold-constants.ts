// Computes what depends on constants alone, which may be infinite. What would be larger than all it is computed from stays as it is:
// repeated elements are read where they are.

import { evaluateOperation, type KnownArray } from "../network/evaluate/evaluate-operation.ts";
import { sameShape } from "../network/broadcast.ts";
import { isKnown, type Network, type OperationValue } from "../network/network.ts";
import type { NetworkBuilder } from "../network/network-builder.ts";
import type { Multiples, ValueId } from "../network/op.ts";
import { floatOfBits, floatsOfBits } from "../network/ops/float-of-bits.ts";
import { multiply } from "../network/ops/multiply.ts";
import { elementCount } from "../network/shape.ts";
import { holds } from "../program/scalar.ts";
import { rewrite } from "./rewrite.ts";

export function foldConstants(network: Network): Network {
  return rewrite(network, (value, args, builder) => {
    return (value.kind === "operation" ? folded(value, args, builder) : undefined) ?? builder.copy(value, args);
  });
}

/** Undefined where an argument is not known, or the result cannot be written down. */
function folded(value: OperationValue, args: readonly ValueId[], builder: NetworkBuilder): ValueId | undefined {
  const { op: { computation }, shape, scalar, origin } = value;
  const known = args.flatMap((id) => knownArray(builder, id) ?? []);
  const room = known.reduce((sum, { data }) => sum + data.length, 0);
  const isComputedHere = computation.kind !== "expand" && computation.kind !== "scan";
  if (!isComputedHere || known.length < args.length || elementCount(shape) > room) return undefined;
  const data = evaluateOperation(value, known);
  // What moves elements of one constant has its name.
  const name = computation.kind === "reshape" || computation.kind === "view" ? known[0].name : value.name;
  if (!(data instanceof Float32Array)) return builder.constant(name, shape, scalar, data, origin);
  if (data.some((element) => !Number.isFinite(element))) return value.op === floatOfBits ? undefined : floatsOfBits(builder, name, shape, data, origin);
  // No language's literals are −0.
  return data.some((element) => Object.is(element, -0)) ? undefined : builder.parameter(name, shape, data, origin, multiplesOf(value, known));
}

interface NamedArray extends KnownArray {
  readonly name: string;
  readonly multiples?: Multiples;
}

/** What the elements of a result are multiples of: those of what is moved, or of a product of whole numbers and scales. */
function multiplesOf(value: OperationValue, args: readonly NamedArray[]): Multiples | undefined {
  const { op: { computation }, shape } = value;
  const floats = (given: readonly KnownArray[]): Float32Array => Float32Array.from(evaluateOperation(value, given));
  const [{ multiples, ...only }] = args;
  if (computation.kind === "reshape" || computation.kind === "view") {
    return multiples && { integers: floats([{ ...only, data: multiples.integers }]), scales: floats([{ ...only, data: multiples.scales }]) };
  }
  if (value.op !== multiply) return undefined;
  const whole = args.find((one) => sameShape(one.shape, shape) && one.data.every((element) => holds("i16", element)));
  const scale = args.find((one) => one !== whole);
  if (whole === undefined || scale === undefined || !(whole.data instanceof Float32Array) || scale.data.length >= whole.data.length) return undefined;
  const ones = { ...whole, data: new Float32Array(whole.data.length).fill(1) };
  return { integers: whole.data, scales: floats(args.map((one) => (one === whole ? ones : one))) };
}

/** A value that is known, or floats of such bits. */
function knownArray(builder: NetworkBuilder, id: ValueId): NamedArray | undefined {
  const value = builder.value(id);
  if (value.kind !== "operation") return isKnown(value) ? value : undefined;
  const [bits] = value.arguments.map((argument) => builder.value(argument));
  if (value.op !== floatOfBits || !isKnown(bits)) return undefined;
  const { name, scalar, shape } = value;
  return { name, scalar, shape, data: evaluateOperation(value, [bits]) };
}
