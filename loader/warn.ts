export const warn = (problem: string): void => console.warn(`evi-widget: ${problem}`);
