/** A tool's JSON Schema, as far as arguments can be made of what a visitor says. */
import type { ToolDefinition } from '../../../types.ts';
import { isObject } from '../../openai-compatible/tools.ts';

export interface Parameter {
  name: string;
  /** What it is called when it is asked for. */
  label: string;
  /** What it is, in words: its description, its title or its name. */
  words: string;
  type: 'string' | 'number' | 'integer' | 'boolean' | 'other';
  /** As JSON Schema names it: `date`, `email`; empty where there is none. */
  format: string;
  /** Of a number. */
  least: number;
  most: number;
  /** Empty where any value will do. */
  choices: string[];
  required: boolean;
}

/** Read once for each definition: the same ones come with every turn. */
const known = new WeakMap<ToolDefinition, Parameter[]>();

export function parametersOf(tool: ToolDefinition): Parameter[] {
  const parameters = known.get(tool) ?? read(tool.parameters);
  known.set(tool, parameters);
  return parameters;
}

/** What one of the frame's own tools lets be chosen; empty where it is not declared, or takes anything. */
export function choicesOf(tools: readonly ToolDefinition[], tool: string, parameter: string): string[] {
  const definition = tools.find(({ name }) => name === tool);
  if (!definition) return [];
  return parametersOf(definition).find(({ name }) => name === parameter)?.choices ?? [];
}

function read(json: string): Parameter[] {
  const schema = parse(json);
  const properties = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
  const required = isObject(schema) && Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties).map(([name, value]) => {
    const property = isObject(value) ? value : {};
    const { type, format, minimum, maximum, title, description, enum: choices = [] } = property;
    return {
      name,
      label: (typeof title === 'string' && title.trim() ? title.trim() : spaced(name)).toLowerCase(),
      words: [spaced(name), title, description].filter((each) => typeof each === 'string').join(' '),
      type: typeOf(type),
      format: typeof format === 'string' ? format : '',
      least: typeof minimum === 'number' ? minimum : Number.NEGATIVE_INFINITY,
      most: typeof maximum === 'number' ? maximum : Number.POSITIVE_INFINITY,
      choices: Array.isArray(choices) ? choices.filter((each) => typeof each === 'string') : [],
      required: required.includes(name),
    };
  });
}

const TYPES = ['string', 'number', 'integer', 'boolean'] as const;
const typeOf = (type: unknown) =>
  type === undefined ? 'string' : (TYPES.find((each) => each === type) ?? 'other');

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** `orderNumber` and `order_number` are "order number". */
export const spaced = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
