import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createChatSockets } from './chat/chat-socket.ts';
import type { Environment } from './environment.ts';
import { createApp } from './http/app.ts';
import { createTokens } from './http/tokens.ts';
import { type Choice, chooseProviders } from './providers/choose.ts';
import { createChatGroups } from './store/chat-groups.ts';

export interface RunningServer {
  /** The widget's origin. */
  origin: string;
  choices: readonly Choice[];
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
  // First: when they cannot be had, nothing must be left listening, which would keep the process alive.
  const providers = chooseProviders(environment);
  const http = createServer();
  const port = await listen(http, environment.EVI_PORT, environment.EVI_HOST).catch(
    async (error: unknown) => {
      await providers.close();
      throw error;
    },
  );
  const local = `http://${environment.EVI_HOST.includes(':') ? `[${environment.EVI_HOST}]` : environment.EVI_HOST}:${port}`;
  const origin = environment.EVI_PUBLIC_ORIGIN || local;
  const widgetOrigins = new Set([origin]);

  const tokens = createTokens(environment.EVI_API_KEYS, widgetOrigins);
  const sockets = createChatSockets({
    providers,
    tokens,
    groups: createChatGroups(),
    turnSettings: {
      end_of_turn_silence_ms: environment.EVI_END_OF_TURN_SILENCE_MS,
      speech_detection_threshold: environment.EVI_SPEECH_DETECTION_THRESHOLD,
      prefix_padding_ms: environment.EVI_PREFIX_PADDING_MS,
      min_interruption_ms: environment.EVI_MIN_INTERRUPTION_MS,
    },
    log: (line) => console.error(line),
  });
  const app = createApp({
    files,
    sites: environment.EVI_ALLOWED_SITES,
    widgetOrigins,
    tokens,
    frameConfig: {
      voiceInput: providers.recogniser !== null,
      outputSampleRate: providers.voice.sampleRate,
    },
  });
  http.on('request', getRequestListener(app.fetch));
  http.on('upgrade', sockets.upgrade);

  return {
    origin,
    choices: providers.choices,
    async close() {
      sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await providers.close();
    },
  };
}
