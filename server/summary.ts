import type { Environment } from './environment.ts';
import type { Choice } from './providers/choose.ts';
import type { RunningServer } from './server.ts';

/** Ids of configs that are listed; of more there is the number. */
const MOST_LISTED = 8;

type Summarised = Pick<RunningServer, 'choices' | 'store' | 'configs' | 'keys' | 'notice'>;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const span = (seconds: number): string =>
  seconds % 60 === 0 ? counted(seconds / 60, 'minute') : counted(seconds, 'second');

function listed(ids: readonly string[]): string {
  const more = ids.length - MOST_LISTED;
  return [...ids.slice(0, MOST_LISTED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

const limits = ({ configs, keys, store }: Summarised, environment: Environment): Choice[] => [
  {
    role: 'Data',
    chosen: store,
    why: environment.EVI_RETENTION_DAYS
      ? `conversations are kept for ${counted(environment.EVI_RETENTION_DAYS, 'day')}`
      : 'conversations are kept for ever',
    change: 'EVI_DATA_DIR, DATABASE_URL, EVI_RETENTION_DAYS',
  },
  {
    role: 'Configs',
    chosen: listed(configs),
    why: `from the folder ${environment.EVI_CONFIGS_DIR} and the environment`,
    change: 'EVI_CONFIGS_DIR',
  },
  {
    role: 'API keys',
    chosen: keys ? String(keys) : 'none',
    why: `each opens ${counted(environment.EVI_MAX_CONNECTIONS_PER_KEY, 'chat')} at a time`,
    change: 'npm run key, EVI_MAX_CONNECTIONS_PER_KEY',
  },
  {
    role: 'Limits',
    chosen: `${counted(environment.EVI_MAX_WIDGET_CONNECTIONS, 'chat')} of visitors at a time, ${counted(environment.EVI_MAX_REQUESTS_PER_SECOND, 'request')} a second of one address`,
    why: `a chat ends after ${span(environment.EVI_MAX_DURATION_SECONDS)}${
      environment.EVI_INACTIVITY_SECONDS
        ? `, or ${span(environment.EVI_INACTIVITY_SECONDS)} without a word`
        : ''
    }`,
    change:
      'EVI_MAX_WIDGET_CONNECTIONS, EVI_MAX_REQUESTS_PER_SECOND, EVI_MAX_DURATION_SECONDS, EVI_INACTIVITY_SECONDS',
  },
];

/** What runs and why, with the environment variables that change each part. */
export function summary(
  addresses: readonly (readonly [string, string])[],
  server: Summarised,
  environment: Environment,
): string {
  const choices = [...server.choices, ...limits(server, environment)];
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
    ...(server.notice ? [`  ${server.notice}`, ''] : []),
  ].join('\n');
}
