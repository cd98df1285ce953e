// What a kernel is: the computation of one value of a step, ready to run again and again on arrays fixed beforehand.

import type { Shape } from "../../network/network.ts";

/** Computes the elements of its result from those of its arguments. Allocates nothing. */
export type Kernel = () => void;

/** An array a kernel reads or writes: row-major float32. */
export interface StoredArray {
  readonly data: Float32Array;
  readonly shape: Shape;
}

/** Working memory all kernels share: they run one after the other and leave nothing in it but constants. */
export class Scratch {
  private readonly size: number;
  private readonly arrays: Float32Array[] = [];
  private readonly constants: Float32Array[] = [];

  /** @param size the elements of the largest array any kernel asks for. */
  constructor(size: number) {
    this.size = size;
  }

  /** The array number `position`, always the same one; kernels number their own from 0. */
  array(position: number): Float32Array {
    while (this.arrays.length <= position) this.arrays.push(new Float32Array(this.size));
    return this.arrays[position];
  }
  /** An array full of one value, never to be written: a loop that reads it needs no case for constants. */
  constant(value: number): Float32Array {
    const known = this.constants.find(([first]) => Object.is(first, value));
    if (known !== undefined) return known;
    const array = new Float32Array(this.size).fill(value);
    this.constants.push(array);
    return array;
  }
}
