// HTML: a page with the drawing in it and nothing else.

import type { PictureFormat } from "./picture-format.ts";

export const html: PictureFormat = {
  name: "html",
  extensions: ["html", "htm"],
  isBinary: false,
  async encode(card) {
    const [{ DRAWN_BY, drawCard }, { writePage }] = await Promise.all([import("../card.ts"), import("../page.ts")]);
    const text = writePage({ mark: DRAWN_BY, title: card.heading, width: card.width, body: `<main>\n${drawCard(card)}</main>` });
    return new TextEncoder().encode(text);
  },
};
