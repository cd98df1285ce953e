// What the tensors of a TensorFlow Lite graph stand for while it is read: arrays that are known, and values of the network that is built. What follows
// from known arrays alone is computed at once. An array becomes part of the network where something computed first uses it.

import type { Attributes } from "../../network/attributes.ts";
import { evaluateOp } from "../../network/evaluate/evaluate-network.ts";
import type { KnownArray } from "../../network/evaluate/evaluate-operation.ts";
import { inferScalar } from "../../network/infer-scalar.ts";
import type { NetworkBuilder } from "../../network/network-builder.ts";
import type { Op, ValueId } from "../../network/op.ts";
import { floatsOfBits } from "../../network/ops/float-of-bits.ts";
import type { Origin } from "../../network/origin.ts";
import { elementCount, type Shape } from "../../network/shape.ts";
import type { Scalar } from "../../program/scalar.ts";
import { firstNotFinite, requireFinite } from "../finite.ts";
import { isCheap, isOfLayer } from "../known-result.ts";
import { refused } from "../refuse.ts";

export interface Computed {
  readonly kind: "computed";
  readonly id: ValueId;
}

export type Operand = { readonly kind: "known"; readonly name: string; readonly array: KnownArray; readonly origin: Origin } | Computed;

/** Why an operator cannot be computed, which the reader says together with what is wrong with others. */
export class Unsupported extends Error {
  override readonly name = "Unsupported";
}

/** What a result is called, and where it is from. */
export interface Label {
  readonly name: string;
  readonly origin: Origin;
}

export class Values {
  readonly builder: NetworkBuilder;
  /** Of arrays that are part of the network. */
  private readonly ids = new Map<KnownArray, ValueId>();

  constructor(builder: NetworkBuilder) {
    this.builder = builder;
  }

  shapeOf(operand: Operand): Shape {
    return operand.kind === "known" ? operand.array.shape : this.builder.shapeOf(operand.id);
  }

  scalarOf(operand: Operand): Scalar {
    return operand.kind === "known" ? operand.array.scalar : this.builder.scalarOf(operand.id);
  }

  /** The result of an op. @throws Unsupported where it refuses the arguments; DiagnosticError where weights are not finite. */
  apply(op: Op, args: readonly Operand[], attributes: Attributes, { name, origin }: Label): Operand {
    const complete = { ...op.attributes, ...attributes };
    const scalar = inferScalar(op, args.map((argument) => this.scalarOf(argument)), complete);
    if (typeof scalar === "object") throw new Unsupported(scalar.problem);
    const shape = op.inferShape(args.map((argument) => this.shapeOf(argument)), complete);
    if ("problem" in shape) throw new Unsupported(shape.problem);
    args.forEach((argument, position) => {
      if (argument.kind === "known" && isOfLayer(op, position)) requireWeights(argument);
    });
    const known = args.flatMap((argument) => (argument.kind === "known" ? [argument.array] : []));
    if (known.length === args.length && isCheap(op, known, attributes)) return { kind: "known", name, array: evaluateOp(op, known, attributes, origin), origin };
    if (elementCount(shape) === 0 || args.some((argument) => elementCount(this.shapeOf(argument)) === 0)) {
      throw new Unsupported("it computes with an array that has no elements");
    }
    return { kind: "computed", id: this.builder.operation(op, args.map((argument) => this.idOf(argument)), attributes, name, origin) };
  }

  /** Of a known array it becomes a constant of the network: one that is not finite as bits. */
  idOf(operand: Operand): ValueId {
    if (operand.kind === "computed") return operand.id;
    const { array, name, origin } = operand;
    const id = this.ids.get(array) ?? this.added(array, { name, origin });
    this.ids.set(array, id);
    return id;
  }

  private added({ scalar, shape, data }: KnownArray, { name, origin }: Label): ValueId {
    if (!(data instanceof Float32Array)) return this.builder.constant(name, shape, scalar, data, origin);
    if (firstNotFinite(data) < 0) return this.builder.ownParameter(name, shape, data, origin);
    return floatsOfBits(this.builder, name, shape, data, origin);
  }
}

/** @throws DiagnosticError where one is NaN or infinite. */
function requireWeights({ array: { data }, origin: { file, place } }: Extract<Operand, { readonly kind: "known" }>): void {
  if (data instanceof Float32Array) requireFinite(data, (refusal) => refused(file, { place, ...refusal }));
}
