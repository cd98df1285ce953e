// The typeface of drawings for the text of a page: its files as data, so that a page needs no other file and no font of who reads it.

import { fontFile, scriptsOf, WEIGHT_NUMBERS, type Script, type Weight } from "./lettering/typeface.ts";

/** What a page's text is set in; what the typeface lacks is set in the reader's own. */
export interface PageTypeface {
  /** For `font-family`. */
  readonly family: string;
  /** The rules that bring the files. */
  readonly rules: string;
}

const WEIGHTS: readonly Weight[] = ["regular", "semibold"];

/** Holds the scripts that the text is written in: about 21 kB for each weight of one. */
export function pageTypeface(text: string): PageTypeface {
  const scripts = scriptsOf(text);
  return {
    family: [...scripts.map((script) => `"${familyOf(script)}"`), "system-ui", "sans-serif"].join(", "),
    rules: scripts.flatMap((script) => WEIGHTS.map((weight) => faceRule(script, weight))).join("\n"),
  };
}

/** Not the name of a font that a reader may have installed. */
function familyOf(script: Script): string {
  return `nnc Source Sans 3 ${script}`;
}

function faceRule(script: Script, weight: Weight): string {
  const data = fontFile(script, weight, "woff2").toString("base64");
  return `@font-face { font-family: "${familyOf(script)}"; font-weight: ${WEIGHT_NUMBERS[weight]}; src: url(data:font/woff2;base64,${data}) format("woff2"); }`;
}
