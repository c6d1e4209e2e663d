import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import type { FrameConfig } from '../../shared/options/frame-config.ts';
import { CLOSED, frameDocument, SHARED_FILE } from './headers.ts';
import { createRateLimit } from './rate-limit.ts';
import { API_TOKEN_LIFETIME, type Tokens } from './tokens.ts';

/** Requests for a token from one address in a minute: a visitor who reconnects often, or a small office. */
const TOKENS_A_MINUTE = 30;
/** Bytes. What is asked for a token is a line of a form, or nothing. */
const LONGEST_BODY = 4096;
/** Names of built files. Anything with a slash, encoded or not, would lead out of their folder. */
const FILE_NAME = /^\w[\w.-]*$/;

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export interface AppOptions {
  /** Folder of the built files: `loader/` and `widget/`. */
  files: string;
  /** Exact origins of pages that may embed the widget. */
  sites: readonly string[];
  /** Origins under which the widget itself is served; the first one is the public one. */
  widgetOrigins: ReadonlySet<string>;
  tokens: Tokens;
  frameConfig: FrameConfig;
}

/** Everything but the chat socket: the loader, the frame's files and the two token addresses. */
export function createApp(options: AppOptions): Hono {
  const app = new Hono();
  // A page pays for the compressed size, and for nothing when it has the file already.
  app.use(compress(), etag());
  const mayHaveToken = createRateLimit(TOKENS_A_MINUTE, 60);

  const file = async (context: Context, path: string, headers: Record<string, string>): Promise<Response> => {
    const type = TYPES[extname(path)];
    if (!type) return context.notFound();
    try {
      const body = new Uint8Array(await readFile(join(options.files, path)));
      return context.body(body, 200, { ...headers, 'Content-Type': type });
    } catch {
      return context.notFound();
    }
  };

  const refuse = (context: Context, status: 400 | 401 | 403 | 405 | 413 | 429, why: string): Response =>
    context.json({ error: why }, status, { ...CLOSED, 'Cache-Control': 'no-store' });

  const limited = (context: Context): Response | undefined => {
    const wait = mayHaveToken(getConnInfo(context).remote.address ?? '');
    if (!wait) return undefined;
    context.header('Retry-After', String(wait));
    return refuse(context, 429, `Too many requests. Try again in ${wait} s.`);
  };

  // Each page load must see a new release at once; the file is small and answered from the browser's cache
  // only after asking.
  app.get('/loader.js', (context) =>
    file(context, 'loader/loader.js', { ...SHARED_FILE, 'Cache-Control': 'no-cache' }),
  );
  app.get('/widget/', (context) => {
    const origin = [...options.widgetOrigins][0] ?? '';
    return file(context, 'widget/index.html', frameDocument(options.sites, origin.replace(/^http/, 'ws')));
  });
  app.get('/widget/config.json', (context) =>
    context.json(options.frameConfig, 200, { ...SHARED_FILE, 'Cache-Control': 'no-cache' }),
  );
  app.get('/widget/assets/:name', (context) => {
    const name = context.req.param('name');
    if (!FILE_NAME.test(name)) return context.notFound();
    return file(context, join('widget/assets', name), {
      ...SHARED_FILE,
      // Names carry a hash of the content.
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });

  const small = bodyLimit({
    maxSize: LONGEST_BODY,
    onError: (context) => refuse(context, 413, `Send at most ${LONGEST_BODY} bytes.`),
  });

  app.post('/token', small, async (context) => {
    const origin = context.req.header('Origin');
    if (!origin || !options.widgetOrigins.has(origin))
      return refuse(context, 403, 'Tokens are given to the widget’s own frame only.');
    const tooMany = limited(context);
    if (tooMany) return tooMany;
    return context.json({ access_token: await options.tokens.issueForWidget() }, 200, {
      ...CLOSED,
      'Cache-Control': 'no-store',
    });
  });

  app.post('/oauth2-cc/token', small, async (context) => {
    const tooMany = limited(context);
    if (tooMany) return tooMany;
    const basic = /^Basic (.+)$/.exec(context.req.header('Authorization') ?? '')?.[1] ?? '';
    const [key = '', ...secret] = Buffer.from(basic, 'base64').toString().split(':');
    const body = new URLSearchParams(await context.req.text());
    if (body.get('grant_type') !== 'client_credentials')
      return refuse(context, 400, 'Send grant_type=client_credentials as a form.');
    const token = await options.tokens.issueForKey(key, secret.join(':'));
    if (!token) return refuse(context, 401, 'The API key and its secret do not match.');
    return context.json({ access_token: token, token_type: 'bearer', expires_in: API_TOKEN_LIFETIME }, 200, {
      ...CLOSED,
      'Cache-Control': 'no-store',
    });
  });

  for (const path of ['/token', '/oauth2-cc/token'])
    app.all(path, (context) => {
      context.header('Allow', 'POST');
      return refuse(context, 405, 'Use POST.');
    });
  app.notFound((context) => context.text('Not found', 404, CLOSED));
  return app;
}
