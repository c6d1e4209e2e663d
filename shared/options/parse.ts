import { OPTIONS, type OptionName, type WidgetOptions } from './table.ts';
import type { OptionType } from './types.ts';

/**
 * Settings from texts by name; `reject` is told each unknown or malformed one, with what was expected (empty for
 * an unknown name). Their defaults stand.
 */
export function parseOptions(
  given: Record<string, unknown>,
  reject: (name: string, expected: string) => void,
): WidgetOptions {
  const table: Record<string, OptionType<string | number | boolean>> = OPTIONS;
  const options: Record<string, unknown> = {};
  for (const name in table) options[name] = table[name]?.default;
  for (const name in given) {
    const text = `${given[name]}`;
    const type = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!type?.pattern.test(text)) reject(name, type?.expected ?? '');
    else
      options[name] =
        typeof type.default === 'number'
          ? +text
          : typeof type.default === 'boolean'
            ? text !== 'false'
            : text;
  }
  return options as { [Name in OptionName]: WidgetOptions[Name] };
}
