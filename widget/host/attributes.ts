import { parseOptions } from '../../shared/options/parse.ts';
import type { WidgetOptions } from '../../shared/options/table.ts';

const attribute = (name: string): string =>
  `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** What a console shows of a text that can be of any length. */
const brief = (text = ''): string => (text.length > 100 ? `${text.slice(0, 100)}…` : text);

/** Settings from the script tag. Each attribute that is unknown or malformed gets one warning; its default stands. */
export function readAttributes(attributes: Record<string, string>): WidgetOptions {
  return parseOptions(attributes, (name, expected) =>
    console.warn(
      expected
        ? `evi-widget: ${attribute(name)}="${brief(attributes[name])}" is not used, it expects ${expected}.`
        : `evi-widget: ${brief(attribute(name))} is not an attribute of the widget.`,
    ),
  );
}
