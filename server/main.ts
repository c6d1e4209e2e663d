import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from './environment.ts';
import { reasonOf } from './reason-of.ts';
import { startServer } from './server.ts';
import { summary } from './summary.ts';

/** Milliseconds after which the process ends, whatever still hangs: less than the 10 s after which Docker kills it. */
const STOP_DEADLINE = 8000;

/** The server alone, for site owners: `node dist/server/main.js`. Settings come from the environment. */
try {
  const environment = readEnvironment(process.env);
  const files = join(dirname(fileURLToPath(import.meta.url)), '..');
  const server = await startServer(environment, files);
  const sites =
    environment.EVI_ALLOWED_SITES.join(', ') || 'none yet: set EVI_ALLOWED_SITES to your pages’ origins';
  console.log(
    summary(
      [
        ['Widget', server.origin],
        ['Sites', sites],
      ],
      server,
      environment,
    ),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      const giveUp = (reason: unknown): void => {
        console.error(`The server did not stop in order: ${reasonOf(reason)}`);
        process.exit(1);
      };
      setTimeout(giveUp, STOP_DEADLINE, `something still hung after ${STOP_DEADLINE / 1000} s.`);
      server.close().then(() => process.exit(0), giveUp);
    });
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
