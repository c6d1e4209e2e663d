const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How many letters must be changed, added or left out to make one word of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, otherLetter] of [...other].entries())
      next.push(
        Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === otherLetter ? 0 : 1)),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The name that is probably meant: `eventMessages` and `event_mesages` mean `event_messages`. */
export function likelyMeant(name: string, names: readonly string[]): string | undefined {
  const bare = (word: string) => word.toLowerCase().replaceAll(/[^a-z\d]/g, '');
  const given = bare(name).slice(0, 100);
  const near = names.map((known) => ({ known, away: distance(given, bare(known)) }));
  const [best] = near.sort((one, other) => one.away - other.away);
  return best && best.away <= Math.max(1, bare(best.known).length / 3) ? best.known : undefined;
}

export interface UnknownField {
  /** Names and indexes that lead to it, itself last. */
  path: (string | number)[];
  name: string;
  /** The fields that there are in its place. */
  known: string[];
}

/**
 * Fields of `value` that a valibot schema has no entry for, all of them: valibot's own strict objects tell the first one
 * only, and nothing when another field is wrong.
 */
export function unknownFields(
  schema: unknown,
  value: unknown,
  path: (string | number)[] = [],
): UnknownField[] {
  if (!isRecord(schema)) return [];
  const inner = (within: unknown): UnknownField[] => unknownFields(within, value, path);
  if (Array.isArray(schema.pipe) && schema.pipe[0] !== schema)
    return schema.pipe.flatMap((step) => (isRecord(step) && step.kind === 'schema' ? inner(step) : []));
  if (isRecord(schema.wrapped)) return inner(schema.wrapped);
  if (typeof schema.getter === 'function') return inner(schema.getter(value));
  if (isRecord(schema.item) && Array.isArray(value))
    return value.flatMap((one, index) => unknownFields(schema.item, one, [...path, index]));
  if (!isRecord(schema.entries) || !isRecord(value)) return [];
  const entries = schema.entries;
  const known = Object.keys(entries);
  return Object.keys(value).flatMap((name) =>
    Object.hasOwn(entries, name)
      ? unknownFields(entries[name], value[name], [...path, name])
      : [{ path: [...path, name], name, known }],
  );
}
