const said = new Set<string>();

/** Each problem once. */
export const warn = (problem: string): void => {
  if (!said.has(problem)) console.warn(`evi-widget: ${problem}`);
  said.add(problem);
};
