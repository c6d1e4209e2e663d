import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import type { FrameConfig } from '../../shared/options/frame-config.ts';
import type { Configs } from '../configs/types.ts';
import { addressOf } from './address.ts';
import { callerOf } from './caller.ts';
import { CLOSED, frameDocument, SHARED_FILE } from './headers.ts';
import { Refusal } from './knowledge/fetch-text.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import type { Loaders } from './loaders.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { API_TOKEN_LIFETIME, type Caller, type Tokens } from './tokens.ts';

/**
 * Widgets' tokens, and failed tries with an API key, of one address in a minute: a visitor who reconnects often, or a small
 * office.
 */
const TOKENS_A_MINUTE = 30;
/** Pages of a site that one address may have fetched in a minute: four visitors in an office who ask about a whole site. */
const PAGES_A_MINUTE = 160;
/** Bytes. What is asked for a token is a line of a form, or nothing. */
const LONGEST_BODY = 4096;
/** Bytes. The longest of a message's texts, a context, in four bytes a character. */
const LONGEST_CONTROL_MESSAGE = 512 * 1024;
/** EVI's control plane: https://dev.hume.ai/reference/speech-to-speech-evi/control-plane/send */
const SEND = '/v0/evi/chat/:id/send';
const FORM = 'application/x-www-form-urlencoded';
const NOT_A_FORM = `Send a form: Content-Type: ${FORM}.`;
/** For files whose address carries a hash of their content. */
const IMMUTABLE = { ...SHARED_FILE, 'Cache-Control': 'public, max-age=31536000, immutable' };
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
  loaders: Loaders;
  /** Exact origins of pages that may embed the widget. */
  sites: readonly string[];
  /** Origins under which the widget itself is served; the first one is the public one. */
  widgetOrigins: ReadonlySet<string>;
  tokens: Tokens;
  configs: Configs;
  knowledge: Knowledge;
  /** Counts all requests of an address, chat sockets included. */
  requestLimit: RateLimit;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  trustedProxies: number;
  frameConfig: FrameConfig;
  /**
   * Hands a message to a chat that goes on: what is wrong with it, that there is no such chat for the caller, or that the
   * chat takes no more for now.
   */
  sendToChat(
    chatId: string,
    caller: Caller,
    text: string,
  ): { why: string } | 'unknown' | 'behind' | undefined;
  log(line: string): void;
}

type Handled = Context<{ Bindings: HttpBindings }>;

/** Everything but the chat socket: the loader, the frame's files, the two token addresses, the site's pages. */
export function createApp(options: AppOptions): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const tokenLimit = createRateLimit(TOKENS_A_MINUTE, 60);
  const pageLimit = createRateLimit(PAGES_A_MINUTE, 60);

  const file = async (context: Handled, path: string, headers: Record<string, string>): Promise<Response> => {
    const type = TYPES[extname(path)];
    if (!type) return context.notFound();
    try {
      const body = new Uint8Array(await readFile(join(options.files, path)));
      return context.body(body, 200, { ...headers, 'Content-Type': type });
    } catch {
      return context.notFound();
    }
  };

  const refuse = (
    context: Handled,
    status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 502,
    why: string,
  ): Response => context.json({ error: why }, status, { ...CLOSED, 'Cache-Control': 'no-store' });

  const askerOf = (context: Handled): string => addressOf(context.env.incoming, options.trustedProxies);

  const overLimit = async (context: Handled, limit: RateLimit): Promise<Response | undefined> => {
    const wait = await limit.take(askerOf(context));
    if (!wait) return undefined;
    context.header('Retry-After', String(wait));
    return refuse(context, 429, `Too many requests. Try again in ${wait} s.`);
  };

  /** Undefined when the body is something else than a form. A body that is not there is an empty one. */
  const readForm = async (context: Handled): Promise<URLSearchParams | undefined> => {
    const body = await context.req.text();
    const type = context.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
    return type === FORM || (!type && !body) ? new URLSearchParams(body) : undefined;
  };

  const isOwnFrame = (context: Handled): boolean =>
    options.widgetOrigins.has(context.req.header('Origin') ?? '');

  const issue = (context: Handled, token: string, more = {}): Response =>
    context.json({ access_token: token, ...more }, 200, { ...CLOSED, 'Cache-Control': 'no-store' });

  app.use(async (context, next) => (await overLimit(context, options.requestLimit)) ?? next());
  // A page pays for the compressed size, and for nothing when it has the file already.
  app.use(compress(), etag());

  // Each page load must see a new release at once; the file is small and answered from the browser's cache
  // only after asking.
  app.get('/loader.js', (context) =>
    file(context, 'loader/loader.js', { ...SHARED_FILE, 'Cache-Control': 'no-cache' }),
  );
  app.get('/loader/:name', async (context) => {
    const [hash = '', ending, more] = context.req.param('name').split('.');
    const loader = ending === 'js' && more === undefined && (await options.loaders.find(hash));
    if (!loader) return context.notFound();
    return context.body(loader, 200, { ...IMMUTABLE, 'Content-Type': TYPES['.js'] ?? '' });
  });
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
    return file(context, join('widget/assets', name), IMMUTABLE);
  });

  const small = bodyLimit({
    maxSize: LONGEST_BODY,
    onError: (context) => refuse(context, 413, `Send at most ${LONGEST_BODY} bytes.`),
  });

  const controlMessage = bodyLimit({
    maxSize: LONGEST_CONTROL_MESSAGE,
    onError: (context) => refuse(context, 413, `Send at most ${LONGEST_CONTROL_MESSAGE} bytes.`),
  });

  app.post('/token', small, async (context) => {
    if (!isOwnFrame(context)) return refuse(context, 403, 'Tokens are given to the widget’s own frame only.');
    const tooMany = await overLimit(context, tokenLimit);
    if (tooMany) return tooMany;
    const form = await readForm(context);
    if (!form) return refuse(context, 415, NOT_A_FORM);
    const wanted = form.get('config_id');
    const config = wanted ? options.configs.find(wanted) : options.configs.default;
    if (!config)
      return refuse(
        context,
        400,
        'The server has no config of this id. The script tag’s attribute data-config-id must be the id of one of its configs, or be left out.',
      );
    return issue(context, await options.tokens.issueForWidget(config.id));
  });

  app.post('/knowledge', small, async (context) => {
    if (!isOwnFrame(context)) return refuse(context, 403, 'Pages are read for the widget’s own frame only.');
    const tooMany = await overLimit(context, pageLimit);
    if (tooMany) return tooMany;
    const form = await readForm(context);
    if (!form) return refuse(context, 415, NOT_A_FORM);
    try {
      const { url, type, text } = await options.knowledge.read(form.get('url') ?? '');
      // As text, whatever it is: nothing of another site may become a document or a script of this one.
      return context.text(text, 200, {
        ...CLOSED,
        'Cache-Control': 'no-store',
        'X-Page-Address': url,
        'X-Page-Type': type,
      });
    } catch (error) {
      if (error instanceof Refusal) return refuse(context, error.status, error.message);
      throw error;
    }
  });

  app.post('/oauth2-cc/token', small, async (context) => {
    const tooMany = await overLimit(context, tokenLimit);
    if (tooMany) return tooMany;
    // A site's own server asks for the tokens of all its visitors, from one address: only what fails counts.
    await tokenLimit.giveBack(askerOf(context));
    const form = await readForm(context);
    if (!form) return refuse(context, 415, NOT_A_FORM);
    if (form.get('grant_type') !== 'client_credentials')
      return refuse(context, 400, 'Send grant_type=client_credentials as a form.');
    const basic = /^Basic (.+)$/i.exec(context.req.header('Authorization') ?? '')?.[1] ?? '';
    const [key = '', ...secret] = Buffer.from(basic, 'base64').toString().split(':');
    const token = await options.tokens.issueForKey(key, secret.join(':'));
    if (!token) {
      await tokenLimit.take(askerOf(context));
      return refuse(context, 401, 'The API key and its secret do not match.');
    }
    return issue(context, token, { token_type: 'bearer', expires_in: API_TOKEN_LIFETIME });
  });

  app.post(SEND, controlMessage, async (context) => {
    const caller = await callerOf(
      options.tokens,
      context.env.incoming,
      new URLSearchParams(context.req.query()),
    );
    if (caller?.kind !== 'key') return refuse(context, 401, 'Send an API key as the header X-Hume-Api-Key.');
    const refusal = options.sendToChat(context.req.param('id'), caller, await context.req.text());
    if (refusal === 'unknown')
      return refuse(context, 404, 'No chat of this id goes on that others may join.');
    if (refusal === 'behind') {
      context.header('Retry-After', '1');
      return refuse(context, 429, 'The chat has not dealt with what came before. Try again in 1 s.');
    }
    if (!refusal) return context.body('', 200, CLOSED);
    // As EVI's: https://fastapi.tiangolo.com/tutorial/handling-errors/#requestvalidationerror
    return context.json({ detail: [{ loc: ['body'], msg: refusal.why, type: 'value_error' }] }, 422, CLOSED);
  });

  for (const path of ['/token', '/knowledge', '/oauth2-cc/token', SEND])
    app.all(path, (context) => {
      context.header('Allow', 'POST');
      return refuse(context, 405, 'Use POST.');
    });
  app.onError((error, context) => {
    options.log(`${context.req.path}: ${error.message}`);
    return refuse(context, 500, 'The server failed. Try again later.');
  });
  app.notFound((context) => context.text('Not found', 404, CLOSED));
  return app;
}
