// Writes and marks PNG files (ISO/IEC 15948). Draws nothing. The same data give the same bytes on every machine.

import { crc32 } from "node:zlib";
import { zlibSync } from "fflate";
import { joinedBytes } from "../numeric/bytes.ts";
import type { Colour } from "./colour.ts";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Signature, and the chunk IHDR: length, name, 13 bytes, checksum. */
const HEADER_BYTES = 8 + 4 + 4 + 13 + 4;

/** Index of the transparent entry in the palette of `indexedPng`. */
export const TRANSPARENT = 255;

/**
 * An image of at most 255 colours; `pixels` are indices of the palette by rows from the top, TRANSPARENT where there is
 * no colour.
 */
export function indexedPng(width: number, height: number, pixels: Uint8Array, palette: readonly Colour[]): Uint8Array {
  if (pixels.length !== width * height || palette.length > TRANSPARENT) throw new RangeError("an image of other sizes than its pixels");
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // 8 bits an index, colour type 3.
  header.set([8, 3, 0, 0, 0], 8);
  const colours = new Uint8Array(3 * (TRANSPARENT + 1));
  palette.forEach((colour, place) => colours.set(colour, 3 * place));
  const opacity = new Uint8Array(TRANSPARENT + 1).fill(255);
  opacity[TRANSPARENT] = 0;
  // Each row begins with the number of its filter, 0: none.
  const rows = new Uint8Array(height * (width + 1));
  for (let row = 0; row < height; row++) rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  const chunks = [chunk("IHDR", header), chunk("PLTE", colours), chunk("tRNS", opacity), chunk("IDAT", zlibSync(rows, { level: 9 })), chunk("IEND", new Uint8Array())];
  return joinedBytes([SIGNATURE, ...chunks]);
}

/** The same file with a text in it, right after its header: a keyword of PNG's, such as `Software`, and Latin-1. */
export function withText(png: Uint8Array, keyword: string, text: string): Uint8Array {
  const data = Uint8Array.from(`${keyword}\0${text}`, (character) => character.charCodeAt(0));
  return joinedBytes([png.subarray(0, HEADER_BYTES), chunk("tEXt", data), png.subarray(HEADER_BYTES)]);
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(Uint8Array.from(name, (character) => character.charCodeAt(0)), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}
