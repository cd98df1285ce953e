// Typed arrays that grow.

type Numbers = Float64Array | Int32Array | Uint32Array;

const FIRST_CAPACITY = 64;

export class Growing<Data extends Numbers> {
  length = 0;
  private data: Data;
  private readonly type: new (length: number) => Data;

  constructor(type: new (length: number) => Data) {
    this.type = type;
    this.data = new type(FIRST_CAPACITY);
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new this.type(2 * this.length);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }

  /** All of them; nothing may be pushed afterwards. */
  finished(): Data {
    if (this.data.length === this.length) return this.data;
    const exact = new this.type(this.length);
    exact.set(this.data.subarray(0, this.length));
    this.data = exact;
    return exact;
  }
}
