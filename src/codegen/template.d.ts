// What importing a template gives, a `Template` of render.ts: scripts/templates.mjs makes a module of each.

declare module "*.hbs" {
  const template: { readonly name: string; readonly compiled: object };
  export default template;
}
