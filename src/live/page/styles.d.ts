// Style sheets are imported for the bundler alone, which puts them into page.css.
declare module "*.css";
