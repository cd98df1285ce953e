// Draws the picture of a package's README: the error of a model that knows its target, else its function. Writes no files.

import type { PackagePicture } from "../../../codegen/packaging/package-style.ts";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import { drawCard, type Card } from "../../../report/card.ts";
import { drawError } from "../plot/kinds/error.ts";
import { drawFit } from "../plot/kinds/fit.ts";
import { plotSubject } from "../plot/plot-subject.ts";

/** From the function's name; none where a plot would need to be told more. */
export async function pictureOf(loaded: LoadedModel): Promise<(name: string) => PackagePicture | undefined> {
  const drawn = await draw(loaded);
  if (drawn === undefined) return () => undefined;
  const text = [drawCard(drawn.card)];
  return (name) => ({ path: `${name}-${drawn.kind}.svg`, caption: drawn.caption(name), text });
}

interface Drawn {
  readonly card: Card;
  readonly kind: "error" | "fit";
  readonly caption: (name: string) => string;
}

async function draw(loaded: LoadedModel): Promise<Drawn | undefined> {
  try {
    const subject = await plotSubject(loaded, { target: [], domain: [], at: [] });
    if (subject.sampled.targets === undefined) return { card: drawFit(subject, undefined), kind: "fit", caption: (name) => `${name} over its domain` };
    return { card: drawError(subject), kind: "error", caption: (name) => `the error of ${name} over its domain` };
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}
