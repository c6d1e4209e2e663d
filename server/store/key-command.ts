import type { ApiKeyRecord, KeyStore } from './types.ts';

const USAGE = `Usage:
  npm run key -- create <name>   Makes a key and shows it, once.
  npm run key -- list            Lists all keys, without their secrets.
  npm run key -- revoke <id>     Ends a key at once; open chats go on.`;

const MOST_NAME_CHARACTERS = 100;

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

function table(keys: ApiKeyRecord[]): string {
  if (!keys.length) return 'There are no keys.';
  return keys
    .map(({ id, prefix, createdAt, revokedAt, name }) =>
      [
        id,
        `${prefix}…`,
        day(createdAt),
        revokedAt ? `revoked ${day(revokedAt)}` : 'in use            ',
        name,
      ].join('  '),
    )
    .join('\n');
}

async function create(keys: KeyStore, name: string): Promise<string> {
  if (!name) throw new Error(`A key needs a name, to know it by.\n\n${USAGE}`);
  if (name.length > MOST_NAME_CHARACTERS || /\p{Cc}/u.test(name))
    throw new Error(`A name has at most ${MOST_NAME_CHARACTERS} characters, all of them printable.`);
  const { record, key, secret } = await keys.create(name);
  return [
    `Id      ${record.id}`,
    `Key     ${key}`,
    `Secret  ${secret}`,
    '',
    'Key and secret are not shown again. Servers give the key as the header X-Hume-Api-Key or as api_key in the address;',
    'for browsers they get tokens with key and secret from POST /oauth2-cc/token.',
  ].join('\n');
}

async function revoke(keys: KeyStore, id: string): Promise<string> {
  if (await keys.revoke(id)) return `Key ${id} is revoked.`;
  throw new Error(`There is no key in use with the id "${id}". \`npm run key -- list\` shows the ids.`);
}

/**
 * What `npm run key` does, with its arguments. Resolves with what to print; rejects with it when it is a mistake, in which
 * case nothing was changed.
 */
export async function runKeyCommand(keys: KeyStore, [command, ...rest]: string[]): Promise<string> {
  const operand = rest.join(' ').trim();
  switch (command) {
    case undefined:
      return `${USAGE}\n\n${table(await keys.list())}`;
    case 'create':
      return create(keys, operand);
    case 'list':
      return table(await keys.list());
    case 'revoke':
      return revoke(keys, operand);
    default:
      throw new Error(`There is no command "${command}".\n\n${USAGE}`);
  }
}
