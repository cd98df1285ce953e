// When the frames of a value are known, where a sequence comes frame by frame. A type only.

import type { ValueId } from "../op.ts";

/** Of a value whose elements along an axis are frames. Frames count from 0, in the whole sequence. */
export interface Timing {
  readonly axis: number;
  /** Frames of the input for one of the value. */
  readonly rate: number;
  /** After s steps of `rate` input frames, frames up to s − 1 − delay are known; negative where some are known before there is any input. */
  readonly delay: number;
  /** Frames before this one follow from the sequence; later ones from what stands for its continuation. */
  readonly end: number;
  /** What puts something in the place of the continuation; undefined where nothing does. */
  readonly endedBy: ValueId | undefined;
}
