/** The process that is measured: the server as `npm start` has it, with the limits on clients out of the way. */
import { readEnvironment } from '../../../server/environment.ts';
import { startServer } from '../../../server/server.ts';
import { openStore } from '../../../server/store/store.ts';

/** What the process tells its parent when it serves. */
export interface Serving {
  origin: string;
  apiKey: string;
}

const [folder = ''] = process.argv.slice(2);
const environment = readEnvironment({
  EVI_PORT: '0',
  EVI_DATA_DIR: folder,
  EVI_MAX_CONNECTIONS_PER_KEY: '100000',
  EVI_MAX_REQUESTS_PER_SECOND: '1000000',
  // The same silence for all: a wait that depends on how a question sounds would hide what the load adds.
  EVI_TURN_DETECTION: 'silence',
  EVI_END_OF_TURN_SILENCE_MS: '500',
});
const store = await openStore({ dataDir: environment.EVI_DATA_DIR, databaseUrl: '' });
const { key } = await store.keys.create('bench');
await store.close();
const server = await startServer(environment, folder);

process.once('disconnect', () => server.close());
process.send?.({ origin: server.origin, apiKey: key } satisfies Serving);
