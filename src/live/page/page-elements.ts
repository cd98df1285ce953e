// Finds and makes elements of the page.

/** Throws where page.html has no such element: the two belong together. */
export function find<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return element;
}

/** Where a card draws. */
export function chartIn(card: HTMLElement): HTMLElement {
  const chart = card.querySelector(".chart");
  if (!(chart instanceof HTMLElement)) throw new Error(`#${card.id} has no chart`);
  return chart;
}

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** A colour of page.css: `network` for --network. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
