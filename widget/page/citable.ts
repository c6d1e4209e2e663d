import type { PageSnapshot } from '../../shared/bridge/contract.ts';
import type { Section } from './sections.ts';

/**
 * What an answer may be from: no links and no buttons, and what stands beside the main content (a footer) is not from the
 * section before it, but from the page.
 */
export function citable(sections: readonly Section[], buttons: PageSnapshot['buttons'] = []): Section[] {
  const labels = new Set(buttons.map(({ label }) => label));
  return sections.flatMap((section) => {
    const lines = section.lines.filter(({ text, kind }) => kind !== 'k' && !labels.has(text));
    const beside = section.lines[0]?.beside ? [] : lines.filter((line) => line.beside);
    const main = { ...section, lines: lines.filter((line) => !beside.includes(line)) };
    return beside.length ? [main, { ...section, key: '', heading: '', lines: beside }] : [main];
  });
}
