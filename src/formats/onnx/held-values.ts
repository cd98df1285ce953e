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
  | { readonly kind: "known"; readonly array: KnownArray; readonly origin: Origin }
  | { readonly kind: "computed"; readonly id: ValueId };

export class HeldValues {
  readonly builder: NetworkBuilder;
  private readonly held = new Map<string, Held>();
  /** Of arrays that are part of the network. */
  private readonly ids: Map<Held, ValueId>;

  /** @param around what a graph stands in that becomes part of the same network. */
  constructor(builder: NetworkBuilder, around?: HeldValues) {
    this.builder = builder;
    this.ids = around?.ids ?? new Map<Held, ValueId>();
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
    const known = this.ids.get(held);
    if (known !== undefined) return known;
    const { array: { scalar, shape, data }, origin } = held;
    const id =
      data instanceof Float32Array
        ? this.floats(name, shape, data, origin)
        : this.builder.constant(name, shape, scalar, data, origin);
    this.ids.set(held, id);
    return id;
  }

  private floats(name: string, shape: Shape, data: Float32Array, origin: Origin): ValueId {
    if (firstNotFinite(data) < 0) return this.builder.ownParameter(name, shape, data, origin);
    return floatsOfBits(this.builder, name, shape, data, origin);
  }
}
