// Tells the format of a picture: by its name, else by that of the file that it is written to. Draws nothing.

import { extname } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Problem } from "../../diagnostics/problem.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { PICTURE_FORMATS } from "../../report/formats/index.ts";
import type { PictureFormat } from "../../report/formats/picture-format.ts";

export const PICTURE_FORMAT_NAMES: readonly string[] = PICTURE_FORMATS.map(({ name }) => name);

export function readPictureFormat(given: string): string | Problem {
  const wanted = given.trim().toLowerCase();
  if (PICTURE_FORMAT_NAMES.some((name) => name === wanted)) return wanted;
  return { problem: `nnc does not draw '${given}'`, hint: didYouMean(wanted, PICTURE_FORMAT_NAMES) ?? `write --format ${PICTURE_FORMAT_NAMES.join(", --format ")}` };
}

/**
 * @param name of --format, where that is given.
 * @param output a file; `-` is SVG where no name is given.
 * @throws DiagnosticError (usage) where neither tells it.
 */
export function pictureFormatOf(name: string | undefined, output: string): PictureFormat {
  const extension = extname(output).slice(1).toLowerCase();
  const wanted = name ?? (output === "-" ? "svg" : extension);
  const found = PICTURE_FORMATS.find((format) => format.name === wanted || (name === undefined && format.extensions.includes(wanted)));
  if (found !== undefined) return found;
  throw new DiagnosticError({
    id: "picture-format-missing",
    message: "the format is missing",
    place: "--format",
    note: `the name ${output} does not tell it`,
    hint: `name a file that ends in .${PICTURE_FORMAT_NAMES.join(", .")}, or give --format`,
  });
}
