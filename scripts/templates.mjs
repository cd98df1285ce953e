// Turns the templates of emitted files into modules: each is compiled when the program is bundled or a test loads it, so that
// nnc itself carries what runs templates and not what compiles them. Fills no template.
import { readFileSync } from "node:fs";
import Handlebars from "handlebars";

/** What a template may call besides the paths of its view. */
const HELPERS = { each: true, if: true };

/**
 * @param {string} text of a template
 * @returns {string} a JavaScript expression: the template, compiled
 */
export function compiledTemplate(text) {
  const compiled = Handlebars.precompile(text, { noEscape: true, strict: true, knownHelpersOnly: true, knownHelpers: HELPERS });
  return String(compiled);
}

/**
 * @param {string} path of a template's file
 * @returns {string} the module that `import template from "….hbs"` gives, typed in src/codegen/template.d.ts
 */
export function templateModule(path) {
  const [name] = path.replaceAll("\\", "/").split("/templates/").slice(-1);
  return `export default { name: ${JSON.stringify(name)}, compiled: ${compiledTemplate(readFileSync(path, "utf8"))} };\n`;
}

/** For esbuild. @type {import("esbuild").Plugin} */
export const templates = {
  name: "templates",
  setup(build) {
    build.onLoad({ filter: /\.hbs$/ }, ({ path }) => ({ contents: templateModule(path), loader: "js" }));
  },
};
