// The two names of one thing: `--learning-rate` on the command line is the setting `learningRate` in the program.

/** `learning-rate`, an option's name without its dashes, as a setting. */
export function settingOf(option: string): string {
  return option.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** `learningRate` as the option `--learning-rate`. */
export function optionOf(setting: string): string {
  return `--${setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
