// What the names of an ONNX graph stand for while it is read: arrays that are known, and values of the network that is built. An array
// becomes part of the network where something computed first uses it.

import type { KnownArray } from "../../network/evaluate/evaluate-operation.ts";
import { firstNotFinite } from "../finite.ts";
import type { NetworkBuilder } from "../../network/network-builder.ts";
import type { ValueId } from "../../network/op.ts";
import { floatsOfBits } from "../../network/ops/float-of-bits.ts";
import type { Origin } from "../../network/origin.ts";
import type { Shape } from "../../network/shape.ts";
import type { Scalar } from "../../program/scalar.ts";

export type Held =
  | {
      readonly kind: "known";
      readonly array: KnownArray;
      readonly origin: Origin;
      /** Where the network has what it is computed by in its place. */
      readonly make?: () => ValueId;
    }
  | { readonly kind: "computed"; readonly id: ValueId };

export class HeldValues {
  readonly builder: NetworkBuilder;
  private readonly held = new Map<string, Held>();
  /** Of arrays that are part of the network. */
  private readonly ids = new Map<string, ValueId>();

  constructor(builder: NetworkBuilder) {
    this.builder = builder;
  }

  set(name: string, value: Held): void {
    this.held.set(name, value);
  }

  get(name: string): Held | undefined {
    return this.held.get(name);
  }

  shapeOf(held: Held): Shape {
    return held.kind === "known" ? held.array.shape : this.builder.shapeOf(held.id);
  }

  scalarOf(held: Held): Scalar {
    return held.kind === "known" ? held.array.scalar : this.builder.scalarOf(held.id);
  }

  /** Of a known array it becomes a constant of the network: one that is not finite as bits. */
  idOf(name: string, held: Held): ValueId {
    if (held.kind === "computed") return held.id;
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const { array: { scalar, shape, data }, origin, make } = held;
    const id = make === undefined ? this.constant(name, { scalar, shape, data }, origin) : make();
    this.ids.set(name, id);
    return id;
  }

  private constant(name: string, { scalar, shape, data }: KnownArray, origin: Origin): ValueId {
    return data instanceof Float32Array ? this.floats(name, shape, data, origin) : this.builder.constant(name, shape, scalar, data, origin);
  }

  private floats(name: string, shape: Shape, data: Float32Array, origin: Origin): ValueId {
    if (firstNotFinite(data) < 0) return this.builder.ownParameter(name, shape, data, origin);
    return floatsOfBits(this.builder, name, shape, data, origin);
  }
}
