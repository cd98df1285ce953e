// What a kernel is: a part of a step, ready to run again and again on arrays fixed beforehand, and the memory kernels share.

/** Computes what it writes from what it reads, in run number `run` of a row. Allocates nothing. */
export type Kernel = (run: number) => void;

/** Working memory all kernels share: they run one after the other and leave nothing in it. */
export class Scratch {
  private readonly size: number;
  private readonly arrays: Float32Array[] = [];

  /** @param size the elements of the largest array any kernel asks for. */
  constructor(size: number) {
    this.size = size;
  }

  /** The array number `position`, always the same one; kernels number their own from 0. */
  array(position: number): Float32Array {
    while (this.arrays.length <= position) this.arrays.push(new Float32Array(this.size));
    return this.arrays[position];
  }
}
