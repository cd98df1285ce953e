// What a picture format is: how a drawing becomes the bytes of a file.

import type { Card } from "../card.ts";

export interface PictureFormat {
  /** Also the extension of its files. */
  readonly name: string;
  readonly extensions: readonly string[];
  /** Whether a terminal cannot show it. */
  readonly isBinary: boolean;
  /** The same bytes for the same card. */
  encode(card: Card): Promise<Uint8Array>;
}
