// The frame of an HTML page that needs no other file: light and dark, on screens of any width and on paper.

import type { PageTypeface } from "./page-typeface.ts";
import { escapeXml } from "./svg-element.ts";

export interface Page {
  /** A comment by which nnc recognises its page; among the first 200 bytes. */
  readonly mark: string;
  readonly title: string;
  /** The greatest width of the contents, in CSS pixels. */
  readonly width: number;
  /** HTML. */
  readonly body: string;
  /** Rules for what the body holds beyond drawings. */
  readonly style?: string;
  /** What its text is set in; not needed where there are drawings alone. */
  readonly typeface?: PageTypeface;
}

const STYLE = `
:root { color-scheme: light dark; --page: #f6f7f9; --card: #ffffff; --line: #d5dae0; --ink: #1b242d; --muted: #53606c; --accent: #b3400e; }
@media (prefers-color-scheme: dark) {
  :root { --page: #0b0f13; --card: #12171c; --line: #323b44; --ink: #e8ecf0; --muted: #a9b4bf; --accent: #ff9c5a; }
}
@page { size: A4; margin: 14mm; }
@media print { :root { color-scheme: light; --page: #ffffff; --card: #ffffff; --line: #d5dae0; --ink: #1b242d; --muted: #53606c; --accent: #b3400e; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { margin: 0 auto; padding: 24px 16px; }
svg.nnc-plot { display: block; width: 100%; height: auto; }
@media print { main { max-width: none !important; padding: 0; } svg.nnc-plot { max-height: 262mm; } }`;

export function writePage({ mark, title, width, body, style = "", typeface }: Page): string {
  const text = typeface === undefined ? "" : `\n${typeface.rules}\nbody { font-family: ${typeface.family}; }`;
  return [
    "<!doctype html>",
    mark,
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeXml(title)}</title>`,
    `<style>${STYLE}${text}\nmain { max-width: ${width + 32}px; }${style}\n</style>`,
    "</head>",
    "<body>",
    body,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}
