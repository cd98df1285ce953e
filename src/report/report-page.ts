// A report on a model: one HTML page with figures, plots, parameters and commands. Knows nothing of models.

import { drawCard, type Card } from "./card.ts";
import { writePage } from "./page.ts";
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
h1 { font-size: clamp(26px, 5vw, 38px); line-height: 1.15; margin: 0 0 6px; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { font-size: 19px; margin: 40px 0 12px; }
p.subtitle, footer, figcaption { color: var(--muted); margin: 0; overflow-wrap: anywhere; }
ul.figures { list-style: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(165px, 1fr)); gap: 12px; padding: 0; margin: 0 0 28px; }
ul.figures li { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; }
ul.figures strong { display: block; font-size: 22px; line-height: 1.25; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
ul.figures span { display: block; color: var(--muted); font-size: 14px; overflow-wrap: anywhere; }
figure { margin: 0 0 16px; break-inside: avoid; }
dl { display: grid; grid-template-columns: minmax(90px, max-content) 1fr; gap: 6px 18px; margin: 0; }
dt { color: var(--muted); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; margin: 4px 0 14px; overflow-x: auto; font: 13.5px/1.5 ui-monospace, monospace; }
section.commands p { margin: 0; color: var(--muted); }
details { border-top: 1px solid var(--line); padding: 10px 0; }
details:last-of-type { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; font-weight: 600; }
summary span { color: var(--muted); font-weight: 400; margin-left: 8px; }
footer { margin-top: 36px; font-size: 14px; }
@media (max-width: 520px) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 10px; } }
@media print { pre { white-space: pre-wrap; overflow-wrap: anywhere; } ul.figures li { break-inside: avoid; } }`;

/** A complete page; the same text for the same report. All texts are escaped. */
export function writeReport(report: Report): string {
  const { title, subtitle, figures, plots, facts, commands, parameters, footer } = report;
  const body = [
    "<main>",
    `<header>\n<h1>${escapeXml(title)}</h1>\n<p class="subtitle">${escapeXml(subtitle)}</p>\n</header>`,
    list("ul", "figures", figures.map(writeFigure)),
    // Ids of one drawing must not be those of another.
    ...plots.map((card, place) => `<figure>\n${drawCard(card, `p${place + 1}-`)}</figure>`),
    section("figures", "Figures", `<dl>\n${facts.map(([name, fact]) => `<dt>${escapeXml(name)}</dt><dd>${escapeXml(fact)}</dd>`).join("\n")}\n</dl>`),
    section("commands", "Commands", commands.map(({ purpose, command }) => `<p>${escapeXml(purpose)}</p>\n<pre><code>${escapeXml(command)}</code></pre>`).join("\n")),
    section("parameters", "Parameters", parameters.map(writeParameter).join("\n")),
    `<footer>${escapeXml(footer)}</footer>`,
    "</main>",
  ];
  return writePage({ mark: WRITTEN_BY, title, width: WIDTH, body: body.filter((part) => part !== "").join("\n"), style: STYLE });
}

function writeFigure({ value, name, detail }: Report["figures"][number]): string {
  const below = detail === undefined ? "" : `<span>${escapeXml(detail)}</span>`;
  return `<span>${escapeXml(name)}</span><strong>${escapeXml(value)}</strong>${below}`;
}

function writeParameter({ name, shape, text }: Report["parameters"][number]): string {
  return `<details>\n<summary>${escapeXml(name)}<span>${escapeXml(shape)}</span></summary>\n<pre>${escapeXml(text)}</pre>\n</details>`;
}

function list(name: string, className: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `<${name} class="${className}">\n${items.map((item) => `<li>${item}</li>`).join("\n")}\n</${name}>`;
}

function section(className: string, heading: string, contents: string): string {
  return contents === "" ? "" : `<section class="${className}">\n<h2>${escapeXml(heading)}</h2>\n${contents}\n</section>`;
}
