import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from './environment.ts';
import { startServer } from './server.ts';
import { summary } from './summary.ts';

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
    process.once(signal, () => server.close().then(() => process.exit(0)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
