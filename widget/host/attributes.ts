import { attributeName } from '../../shared/options/attribute-name.ts';
import { parseOptions } from '../../shared/options/parse.ts';
import type { WidgetOptions } from '../../shared/options/table.ts';

/** What a console shows of a text that can be of any length. */
const brief = (text?: string): string => `${text}`.slice(0, 100);

const told = new Set<string>();

/** Settings from the script tag. Each attribute that is unknown or malformed gets one warning; its default stands. */
export function readAttributes(attributes: Record<string, string>): WidgetOptions {
  return parseOptions(attributes, (name, expected) => {
    const warning = expected
      ? `evi-widget: ${attributeName(name)}="${brief(attributes[name])}" is not used, it expects ${expected}.`
      : `evi-widget: ${brief(attributeName(name))} is not an attribute of the widget.`;
    // Read again with each change of any.
    if (!told.has(warning)) console.warn(warning);
    told.add(warning);
  });
}
