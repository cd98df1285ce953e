// Builds a random network: what drawings of networks have in common.

import type { Attributes } from "../../src/network/attributes.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { elementCount, type Shape } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";

/** Draws one network, with random parameters. */
export class DrawnNetwork {
  readonly builder = new NetworkBuilder();
  private readonly random: RandomGenerator;

  constructor(seed: number) {
    this.random = new RandomGenerator(seed);
  }

  parameter(name: string, shape: Shape): ValueId {
    return this.builder.parameter(name, shape, randomValues(elementCount(shape), this.random), ORIGIN);
  }

  apply(op: Op, args: readonly ValueId[], attributes: Attributes = {}): ValueId {
    return this.builder.operation(op, args, attributes, op.name, ORIGIN);
  }
}
