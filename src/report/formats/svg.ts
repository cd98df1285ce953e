// SVG: the drawing itself, in light colours or dark ones as the page is.

import type { PictureFormat } from "./picture-format.ts";

export const svg: PictureFormat = {
  name: "svg",
  extensions: ["svg"],
  isBinary: false,
  async encode(card) {
    const { drawCard } = await import("../card.ts");
    return new TextEncoder().encode(drawCard(card));
  },
};
