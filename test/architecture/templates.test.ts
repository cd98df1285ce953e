// Templates own the shape of a file and cannot think: paths, each, if and partials are all they may use.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";
import Handlebars from "handlebars";
import { describe, expect, test } from "vitest";
import { compiledTemplate } from "../../scripts/templates.mjs";
import type { Template } from "../../src/codegen/render-template.ts";
import { render } from "../../src/codegen/render-template.ts";
import { templateFaults } from "../../src/languages/described/template-faults.ts";
import { EMITTED_LANGUAGES, LANGUAGE_NAMES, SPOKEN, spokenName } from "../../src/languages/index.ts";
import { samplePackage } from "../codegen/packaging/sample-package.ts";

const folder = fileURLToPath(new URL("../../templates/", import.meta.url));
const templates = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)));

/** What is wrong with a template's text. */
function faults(text: string): readonly string[] {
  return templateFaults(Handlebars.parseWithoutProcessing(text)).map((fault) => fault.text);
}

describe("templates", () => {
  test("are those of the languages, each in its language's folder, and of contenders in a benchmark", () => {
    const ofLanguages = LANGUAGE_NAMES.flatMap((name) => {
      const { language, packageStyle, driver, timer } = SPOKEN[name];
      const variants = EMITTED_LANGUAGES.filter((one) => one.name !== name && spokenName(one.name) === name);
      const ofVariants = variants.flatMap(({ template, declarations }) => [template, ...(declarations === undefined ? [] : [declarations.template])]);
      const headers = language.header === undefined ? [] : [language.header.template];
      const ofPackage = packageStyle.files(samplePackage(language, 2)).map(({ template }) => template);
      const own = [language.template, driver.template, driver.batchTemplate, driver.sweepTemplate];
      const names = [...own, timer.template, timer.evenTable, ...headers, ...ofPackage, ...ofVariants].map((template) => template.name);
      expect(names.filter((one) => !one.startsWith(`${name}/`))).toEqual([]);
      return names;
    });
    const ofContenders = ["c/sgemv.hbs", "python/onnxruntime.hbs"];
    expect(templates.toSorted()).toEqual([...new Set([...ofLanguages, ...ofContenders])].toSorted());
  });

  test.each(templates)("%s cannot think", (template) => {
    expect(faults(readFileSync(folder + template, "utf8"))).toEqual([]);
  });

  test.each([
    ["{{lookup a b}}", "{{…}}: a helper is called"],
    ["{{#unless a}}x{{/unless}}", "{{#unless}}: only each and if"],
    ["{{#each (sort a)}}x{{/each}}", "{{#each}}: a SubExpression is not a path"],
    ['{{"text"}}', "{{…}}: a StringLiteral is not a path"],
  ])("the lint finds %s", (text, fault) => {
    expect(faults(text)).toContain(fault);
  });

  test.each(["{{nothing}}", "{{#if nothing}}x{{/if}}", "{{#each nothing}}x{{/each}}", "{{#each list}}{{this.nothing}}{{/each}}"])(
    "a path the view does not have is an error: %s",
    (text) => {
      const template = { name: "test", compiled: runInThisContext(`(${compiledTemplate(text)})`) as Template["compiled"] };
      expect(() => render(template, { list: [{ some: 1 }] })).toThrow(/"nothing"(, which its view does not have| not defined)/);
    },
  );
});
