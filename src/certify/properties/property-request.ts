// What properties are asked of: what is emitted, the network that it stands for, and a domain.

import type { Bounds } from "../../program/domains/affine-algebra.ts";
import type { Program } from "../../program/program.ts";
import type { Monotony, Symmetry } from "../../network/table-numbers.ts";

export interface PropertyRequest {
  /** What is emitted. */
  readonly computed: Program;
  /** What it stands for. */
  readonly network: Program;
  /** Float32 ends for each element of the inputs, apart. */
  readonly domain: readonly Bounds[];
  /** What a softmax is taken of, whose results the outputs are; undefined where they are none. Its inputs are those of the network. */
  readonly beforeSoftmax?: Program | undefined;
  /** What is known of a table by the way it is made, at every float32 of the domain, of an even one at those from 0 on. */
  readonly table?: { readonly monotony?: Monotony | undefined; readonly symmetry?: Symmetry | undefined } | undefined;
}
