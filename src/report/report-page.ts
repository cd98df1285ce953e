// A report on a model: one HTML page with figures, plots, parameters and commands. Knows nothing of models.

import { drawCard, type Card } from "./card.ts";
import { plainSuperscripts } from "./lettering/superscripts.ts";
import { pageTypeface } from "./page-typeface.ts";
import { writePage } from "./page.ts";
import { termsOf } from "./shorten.ts";
import { escapeXml } from "./svg-element.ts";

export interface Report {
  readonly title: string;
  /** Under the title. */
  readonly subtitle: string;
  /** The few numbers to see first. */
  readonly figures: readonly { readonly value: string; readonly name: string; readonly detail?: string }[];
  readonly plots: readonly Card[];
  readonly facts: readonly (readonly [name: string, fact: string])[];
  readonly commands: readonly { readonly purpose: string; readonly command: string }[];
  readonly parameters: readonly { readonly name: string; readonly shape: string; readonly text: string }[];
  /** What the page was made by. */
  readonly footer: string;
}

/** By which nnc recognises a report of its own. */
const WRITTEN_BY = "<!-- written by nnc report -->";

const WIDTH = 820;

const STYLE = `
header { margin: 16px 0 24px; }
h1 { font-size: clamp(26px, 5vw, 38px); font-weight: 600; line-height: 1.15; margin: 0 0 6px; letter-spacing: -0.01em; }
h1.long { font-size: clamp(20px, 3.5vw, 26px); }
h1 span { display: inline-block; max-width: 100%; white-space: pre-wrap; }
h2 { font-size: 20px; font-weight: 600; margin: 40px 0 12px; }
sup { font-size: 0.68em; line-height: 0; vertical-align: 0.48em; }
p.subtitle, footer { color: var(--muted); margin: 0; }
ul.figures { list-style: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(165px, 100%), 1fr)); gap: 12px; padding: 0; margin: 0 0 28px; }
ul.figures li { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px 14px; min-width: 0; }
ul.figures strong { display: block; font-size: 23px; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
ul.figures span { display: block; color: var(--muted); font-size: 15px; line-height: 1.35; }
figure { margin: 0 0 16px; }
dl { margin: 0; }
dl div { display: grid; grid-template-columns: 150px minmax(0, 1fr); gap: 0 18px; padding: 3px 0; }
dt { color: var(--muted); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; margin: 4px 0 14px; overflow-x: auto; font: 13.5px/1.5 ui-monospace, monospace; }
section.commands p { margin: 0; color: var(--muted); }
section.commands pre { white-space: pre-wrap; overflow-wrap: anywhere; }
details { border-top: 1px solid var(--line); padding: 10px 0; }
details:last-of-type { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; font-weight: 600; }
summary span { color: var(--muted); font-weight: 400; margin-left: 8px; }
footer { margin-top: 36px; font-size: 15px; }
@media (max-width: 520px) { dl div { grid-template-columns: minmax(0, 1fr); padding: 0 0 8px; } ul.figures { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px; } ul.figures li { padding: 8px 12px 10px; } ul.figures strong { font-size: 20px; } }
@media print {
  body { font-size: 11pt; orphans: 3; widows: 3; }
  header { margin-top: 0; }
  h1 { font-size: 24pt; }
  h1.long { font-size: 16pt; }
  h2 { margin-top: 24px; break-after: avoid; }
  ul.figures { grid-template-columns: repeat(auto-fit, minmax(118px, 1fr)); gap: 8px; margin-bottom: 14px; }
  ul.figures li, figure, dl div, div.command, section.parameters { break-inside: avoid; }
  figure { margin-bottom: 12px; }
  /* Two of them and the figures above have room on a page. */
  figure svg.nnc-plot { max-height: 98mm; }
  details { padding: 3px 0; }
  ul.figures li { padding: 8px 10px; }
  ul.figures strong { font-size: 14pt; }
  ul.figures span { font-size: 10pt; }
  section > :nth-child(2), dl > :nth-child(2) { break-before: avoid; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; overflow: visible; font-size: 9.5pt; }
  footer { break-before: avoid; margin-top: 16px; }
}`;

/** A complete page; the same text for the same report. All texts are escaped. */
export function writeReport(report: Report): string {
  const { title, subtitle, figures, plots, facts, commands, parameters, footer } = report;
  const body = [
    "<main>",
    `<header>\n${writeTitle(title)}\n<p class="subtitle">${written(subtitle)}</p>\n</header>`,
    list("ul", "figures", figures.map(writeFigure)),
    // Ids of one drawing must not be those of another.
    ...plots.map((card, place) => `<figure>\n${drawCard(card, `p${place + 1}-`)}</figure>`),
    section("figures", "Figures", `<dl>\n${facts.map(([name, fact]) => `<div><dt>${written(name)}</dt><dd>${written(fact)}</dd></div>`).join("\n")}\n</dl>`),
    section("commands", "Commands", commands.map(({ purpose, command }) => `<div class="command"><p>${written(purpose)}</p>\n<pre><code>${escapeXml(command)}</code></pre></div>`).join("\n")),
    section("parameters", "Parameters", parameters.map(writeParameter).join("\n")),
    `<footer>${written(footer)}</footer>`,
    "</main>",
  ];
  const typeface = pageTypeface(readableText(report));
  return writePage({ mark: WRITTEN_BY, title, width: WIDTH, body: body.filter((part) => part !== "").join("\n"), style: STYLE, typeface });
}

/** What is set in the page's typeface. */
function readableText({ title, subtitle, figures, facts, commands, parameters, footer }: Report): string {
  return [
    title,
    subtitle,
    ...figures.flatMap(({ name, value, detail = "" }) => [name, value, detail]),
    ...facts.flat(),
    ...commands.map(({ purpose }) => purpose),
    ...parameters.flatMap(({ name, shape }) => [name, shape]),
    footer,
  ].join("");
}

/** With superscripts as the typeface's own digits, raised: it has none of most of them. */
function written(text: string): string {
  return escapeXml(text).replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (raised) => `<sup>${plainSuperscripts(raised)}</sup>`);
}

/** Longer ones have smaller letters. */
const LONG_TITLE = 60;

/** Broken between terms. */
function writeTitle(title: string): string {
  const terms = termsOf(title);
  const name = title.length > LONG_TITLE ? ' class="long"' : "";
  return `<h1${name}>${terms.length === 1 ? written(title) : terms.map((term) => `<span>${written(term)}</span>`).join("")}</h1>`;
}

function writeFigure({ value, name, detail }: Report["figures"][number]): string {
  const below = detail === undefined ? "" : `<span>${written(detail)}</span>`;
  return `<span>${written(name)}</span><strong>${written(value)}</strong>${below}`;
}

function writeParameter({ name, shape, text }: Report["parameters"][number]): string {
  return `<details>\n<summary>${written(name)}<span>${written(shape)}</span></summary>\n<pre>${escapeXml(text)}</pre>\n</details>`;
}

function list(name: string, className: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `<${name} class="${className}">\n${items.map((item) => `<li>${item}</li>`).join("\n")}\n</${name}>`;
}

function section(className: string, heading: string, contents: string): string {
  return contents === "" ? "" : `<section class="${className}">\n<h2>${escapeXml(heading)}</h2>\n${contents}\n</section>`;
}
