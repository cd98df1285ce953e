// Writes the failures of what was checked as workflow commands of GitHub Actions, which shows them beside the model's file.

import { failuresIn, type Checked } from "./checked.ts";

/** A line for each failure; none where all is well. */
export function githubAnnotations(checked: Checked): readonly string[] {
  return failuresIn(checked).map(({ name, detail }) => {
    const place = checked.path === undefined ? [] : [`file=${property(checked.path)}`];
    return `::error ${[...place, `title=${property(`nnc check of ${checked.model}`)}`].join(",")}::${data(`${name}: ${detail}`)}`;
  });
}

/** As `escapeData` of actions/toolkit's command.ts: the runner undoes it. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** As `escapeProperty` there. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
