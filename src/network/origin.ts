// Where values come from.

/** Where a value came from, so that every message can name it. */
export interface Origin {
  readonly file: string;
  /** The place in the file: `node "fc1" (Gemm)`. */
  readonly place: string;
}

export function showOrigin(origin: Origin): string {
  return `${origin.file}: ${origin.place}`;
}
