// PNG: the drawing in light colours, two pixels for each unit, made by resvg in WebAssembly, which draws the same everywhere.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { PictureFormat } from "./picture-format.ts";

const SCALE = 2;

export const png: PictureFormat = {
  name: "png",
  extensions: ["png"],
  isBinary: true,
  async encode(card) {
    const [{ Resvg }, { drawCard }, { withText }] = await Promise.all([import("@resvg/resvg-wasm"), import("../card.ts"), import("../png-file.ts")]);
    await initialise();
    const renderer = new Resvg(drawCard(card), { fitTo: { mode: "zoom", value: SCALE }, font: { loadSystemFonts: false } });
    try {
      const image = renderer.render();
      try {
        return withText(image.asPng(), "Software", "nnc");
      } finally {
        image.free();
      }
    } finally {
      renderer.free();
    }
  },
};

let initialised: Promise<void> | undefined;

/** resvg may be initialised only once. */
async function initialise(): Promise<void> {
  const { initWasm } = await import("@resvg/resvg-wasm");
  initialised ??= initWasm(readFileSync(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")));
  await initialised;
}
