/** The script tag's attribute for a setting: `accentColor` is `data-accent-color`. */
export const attributeName = (option: string): string =>
  `data-${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
