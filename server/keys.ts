import { readEnvironment } from './environment.ts';
import { reasonOf } from './reason-of.ts';
import { runKeyCommand } from './store/key-command.ts';
import { openStore } from './store/store.ts';

/** The command that makes and revokes keys, for the store that the server with the same environment has. */
try {
  const { EVI_DATA_DIR, DATABASE_URL } = readEnvironment(process.env);
  const store = await openStore({ dataDir: EVI_DATA_DIR, databaseUrl: DATABASE_URL });
  try {
    console.log(await runKeyCommand(store.keys, process.argv.slice(2)));
    console.log(`\nKept by ${store.name}.`);
  } finally {
    await store.close();
  }
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
