import type { Choice } from './providers/choose.ts';

/** What runs and why, with the environment variable that changes each part. */
export function summary(
  addresses: readonly (readonly [string, string])[],
  choices: readonly Choice[],
): string {
  const width = Math.max(
    ...addresses.map(([name]) => name.length),
    ...choices.map(({ role }) => role.length),
  );
  return [
    '',
    ...addresses.map(([name, address]) => `  ${name.padEnd(width)}  ${address}`),
    '',
    ...choices.flatMap(({ role, chosen, why, change }) => [
      `  ${role.padEnd(width)}  ${chosen}`,
      `  ${''.padEnd(width)}  ${why}; change it with ${change}`,
    ]),
    '',
  ].join('\n');
}
