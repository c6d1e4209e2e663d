/** A Postgres server for tests and measurements, thrown away with all that is in it. Plain Node. */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { aptInstall, isRoot, say } from './project.mjs';

const DEBIAN = '/usr/lib/postgresql';
const USER = 'evi';

/** The folder of its programs, Debian's newest first. */
function findPostgres() {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one))
    : [];
  return [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ].find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Debian's package would make a database cluster and start it with the machine. Here nobody asked for that. */
function installPostgres() {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return false;
  const folder = '/etc/postgresql-common/createcluster.d';
  const file = join(folder, 'evi-tests.conf');
  const made = mkdirSync(folder, { recursive: true });
  writeFileSync(file, 'create_main_cluster = false\n');
  try {
    return aptInstall(['postgresql']);
  } finally {
    rmSync(file);
    if (made && readdirSync(folder).length === 0) rmdirSync(folder);
  }
}

/**
 * Looks for Postgres, installs it where it can, else says the one command that does. Answers with the folder of its
 * programs.
 */
export function preparePostgres() {
  const found = findPostgres() ?? (installPostgres() ? findPostgres() : undefined);
  if (!found) say('Postgres is not installed, so its tests are skipped: sudo apt-get install postgresql');
  return found;
}

/** Postgres refuses to run as root. */
function unprivileged() {
  if (!isRoot) return {};
  /** @param {string} option */
  const id = (option) => {
    const { status, stdout } = spawnSync('id', [option, 'postgres'], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : 65534;
  };
  return { uid: id('-u'), gid: id('-g') };
}

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/**
 * Ends the server and removes its folder when standard input ends, which it does however this process ends.
 * Arguments: the folder, then the server's command.
 */
const UNTIL_INPUT_ENDS = `
folder=$1; shift
server=$$
exec 3<&0
{ cat <&3; kill -QUIT "$server"; sleep 1; rm -rf "$folder"; } >/dev/null 2>&1 &
exec "$@" 3<&- </dev/null
`;

/**
 * Starts a server of its own, in a temporary folder and on a free port of this machine alone. With EVI_TEST_DATABASE_URL
 * that server is used instead. Resolves with null, having said why, where Postgres cannot be had.
 * @returns {Promise<{ url: string, stop(): Promise<void> } | null>} The address of a user who may make databases. Until
 *   `stop` is called, this process does not end by itself.
 */
export async function startPostgres() {
  const given = process.env.EVI_TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const programs = preparePostgres();
  if (!programs) return null;

  const user = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'evi-postgres-'));
  const data = join(folder, 'data');
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);

  const options = { ...user, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' } };
  const prepared = spawnSync(
    join(programs, 'initdb'),
    [`--pgdata=${data}`, `--username=${USER}`, `--pwfile=${passwordFile}`].concat(
      '--auth=scram-sha-256 --encoding=UTF8 --no-locale --no-sync'.split(' '),
    ),
    { ...options, encoding: 'utf8' },
  );
  if (prepared.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`initdb failed: ${prepared.stderr || prepared.error?.message}`);
  }

  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    // It ends with the tests, and what it holds too.
    fsync: 'off',
    full_page_writes: 'off',
    logging_collector: 'off',
  };
  const server = spawn(
    'sh',
    ['-c', UNTIL_INPUT_ENDS, 'sh', folder, join(programs, 'postgres'), '-D', data].concat(
      Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ),
    // Apart from the terminal's Ctrl-C, which is for the tests: they may still need it to end well.
    { ...options, stdio: ['pipe', 'ignore', 'pipe'], detached: true },
  );
  const ended = once(server, 'exit');
  const stop = async () => {
    server.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };

  const log = [];
  for await (const line of createInterface(server.stderr)) {
    log.push(line);
    if (line.includes('ready to accept connections')) {
      server.stderr.resume();
      return { url: `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`, stop };
    }
  }
  await stop();
  throw new Error(`Postgres did not start:\n${log.join('\n')}`);
}
