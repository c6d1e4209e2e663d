import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createChatSockets } from './chat/chat-socket.ts';
import { loadConfigs } from './configs/load-configs.ts';
import type { Environment } from './environment.ts';
import { addressOf } from './http/address.ts';
import { createApp } from './http/app.ts';
import { callerOf } from './http/caller.ts';
import { createKnowledge } from './http/knowledge/knowledge.ts';
import { listeningHost } from './http/listening-host.ts';
import { keepLoaders } from './http/loaders.ts';
import { createRateLimit } from './http/rate-limit.ts';
import { createTokens } from './http/tokens.ts';
import { type Choice, chooseProviders } from './providers/choose.ts';
import { startHousekeeping } from './store/housekeeping.ts';
import { openStore } from './store/store.ts';

export interface RunningServer {
  /** The widget's origin. */
  origin: string;
  choices: readonly Choice[];
  /** Where chats are kept. */
  store: string;
  /** Ids of the configs. */
  configs: readonly string[];
  /** API keys that can be used. */
  keys: number;
  /** What the operator should know: that only this machine is served. */
  notice: string | undefined;
  close(): Promise<void>;
}

/** Resolves with the port. Rejects with advice when it is taken; `variable` is the one that changes it. */
export async function listen(
  server: Server,
  port: number,
  host: string,
  variable = 'EVI_PORT',
): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} on ${host} is taken. Set ${variable} to another one, or stop what listens there.`,
            )
          : new Error(
              `Cannot listen on port ${port} of ${host}: ${error.message}. Check EVI_HOST and ${variable}.`,
            ),
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** @param files Folder of the built loader and widget. */
export async function startServer(environment: Environment, files: string): Promise<RunningServer> {
  const log = (line: string): void => console.error(line);
  // In the order in which they are closed. What was opened before something fails must not keep the process alive.
  const opened: { close(): Promise<void> }[] = [];
  try {
    return await start();
  } catch (error) {
    for (const part of opened) await part.close();
    throw error;
  }

  async function start(): Promise<RunningServer> {
    const providers = chooseProviders(environment);
    opened.unshift(providers);
    const configs = await loadConfigs(environment, providers.voice.voices, log);
    const store = await openStore({
      dataDir: environment.EVI_DATA_DIR,
      databaseUrl: environment.DATABASE_URL,
    });
    opened.unshift(store);
    const keys = (await store.keys.list()).filter(({ revokedAt }) => revokedAt === null).length;
    const { host, notice } = listeningHost(environment.EVI_HOST, keys);
    const http = createServer();
    const port = await listen(http, environment.EVI_PORT, host);
    opened.unshift({ close: () => closed(http) });
    const origin =
      environment.EVI_PUBLIC_ORIGIN || `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    const widgetOrigins = new Set([origin]);
    const tokens = createTokens(store.keys, widgetOrigins);
    const requestLimit = createRateLimit(environment.EVI_MAX_REQUESTS_PER_SECOND, 1);
    const trustedProxies = environment.EVI_TRUSTED_PROXIES;

    const knowledge = createKnowledge({
      sites: [...environment.EVI_ALLOWED_SITES, ...environment.EVI_KNOWLEDGE_SITES],
    });
    opened.unshift(knowledge);

    const sockets = createChatSockets({
      providers,
      store: store.chats,
      configs,
      limits: {
        messageBytes: environment.EVI_MAX_MESSAGE_BYTES,
        connectionsPerKey: environment.EVI_MAX_CONNECTIONS_PER_KEY,
        widgetConnections: environment.EVI_MAX_WIDGET_CONNECTIONS,
        widgetConnectionsPerAddress: environment.EVI_MAX_WIDGET_CONNECTIONS_PER_ADDRESS,
        toolPatience: environment.EVI_TOOL_TIMEOUT_SECONDS * 1000,
        unread: environment.EVI_MAX_UNREAD_BYTES,
        patience: environment.EVI_UNREAD_TIMEOUT_SECONDS * 1000,
      },
      trustedProxies,
      callerOf: (request, query) => callerOf(tokens, request, query),
      tooSoon: (request) => requestLimit.take(addressOf(request, trustedProxies)),
      log,
    });
    const app = createApp({
      files,
      loaders: await keepLoaders(files, environment.EVI_DATA_DIR, log),
      sites: environment.EVI_ALLOWED_SITES,
      widgetOrigins,
      tokens,
      configs,
      knowledge,
      requestLimit,
      trustedProxies,
      frameConfig: {
        voiceInput: providers.recogniser !== null,
      },
      sendToChat: sockets.sendTo,
      log,
    });
    http.on('request', getRequestListener(app.fetch));
    http.on('upgrade', sockets.upgrade);
    const stopHousekeeping = startHousekeeping(store.chats, environment.EVI_RETENTION_DAYS, log);

    return {
      origin,
      choices: providers.choices,
      store: store.name,
      configs: configs.all.map(({ id }) => id),
      keys,
      notice,
      async close() {
        stopHousekeeping();
        await sockets.close();
        for (const part of opened) await part.close();
      },
    };
  }
}

async function closed(http: Server): Promise<void> {
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
}
