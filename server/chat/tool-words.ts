import type { FunctionTool } from '../../shared/evi/messages.ts';

/** Labels, and characters of one: what is longer is read, not said. */
const MOST = 200;
const LONGEST = 80;

/** What tools let be chosen, such as the labels of a form's fields: one a line, as visitors will say it. */
export function toolWords(tools: readonly FunctionTool[]): string {
  const words = new Set<string>();
  for (const { parameters } of tools) {
    for (const label of labelsOf(parse(parameters))) {
      if (words.size >= MOST) break;
      if (label.length <= LONGEST) words.add(label.replace(/\s+/g, ' ').trim());
    }
  }
  return [...words].filter(Boolean).join('\n');
}

function labelsOf(schema: unknown): string[] {
  if (!isObject(schema) || !('properties' in schema) || !isObject(schema.properties)) return [];
  return Object.values(schema.properties).flatMap((property: unknown) => {
    if (!isObject(property) || !('enum' in property) || !Array.isArray(property.enum)) return [];
    return property.enum.filter((label) => typeof label === 'string');
  });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
