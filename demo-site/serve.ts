import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { extname, join, posix, relative } from 'node:path';
import { readEnvironment } from '../server/environment.ts';
import { listen, startServer } from '../server/server.ts';
import { summary } from '../server/summary.ts';
import { answerCheck } from './check/endpoint.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

/** Their scripts draw every address beneath them: no file, one page. */
const SINGLE_PAGE_APPS = ['/app/'];

/** The file of a path, or where the browser has to go so that relative addresses of the page are right. */
function locate(pathname: string): { file: string } | { redirect: string } {
  if (extname(pathname)) return { file: pathname };
  const app = SINGLE_PAGE_APPS.find((start) => pathname.startsWith(start));
  if (app) return { file: `${app}index.html` };
  return pathname.endsWith('/') ? { file: `${pathname}index.html` } : { redirect: `${pathname}/` };
}

/**
 * Pages of one origin; in HTML, `%WIDGET_ORIGIN%` becomes the widget's.
 * @param endpoints What is not a file, by path.
 */
function pages(
  folder: string,
  widgetOrigin: () => string,
  endpoints: Readonly<Record<string, RequestListener>> = {},
): Server {
  return createServer(async (request, response) => {
    try {
      const pathname = posix.normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
      if (Object.hasOwn(endpoints, pathname)) return void endpoints[pathname]?.(request, response);
      const found = locate(pathname);
      const path = join(folder, 'file' in found ? found.file : `${pathname}/index.html`);
      const type = TYPES[extname(path)];
      if (!type || relative(folder, path).startsWith('..')) throw new Error('Not one of the pages.');
      const body = await readFile(path);
      if ('redirect' in found) return void response.writeHead(301, { Location: found.redirect }).end();
      response.writeHead(200, {
        'Content-Type': type,
        'Cache-Control': 'no-cache',
        // Public pages without cookies: the widget's frame may look things up in them (data-knowledge).
        'Access-Control-Allow-Origin': '*',
      });
      response.end(
        extname(path) === '.html' ? body.toString().replaceAll('%WIDGET_ORIGIN%', widgetOrigin()) : body,
      );
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
    }
  });
}

export interface Demo {
  /** The small business's site. */
  host: string;
  widget: string;
  /** A site that may not embed the widget and tries to. */
  hostile: string;
  summary: string;
  close(): Promise<void>;
}

export interface DemoOptions {
  /** The project's folder. */
  root: string;
  /** Three ports; 0 for any free one. */
  ports: { host: number; widget: number; hostile: number };
  /** Further environment variables, as for the server. The demo's own site is always among `EVI_ALLOWED_SITES`. */
  variables?: Record<string, string | undefined>;
}

/**
 * The demo on three origins, as in real life: `localhost` for the pages and `127.0.0.1` for the widget are different
 * sites to a browser, and both may use the microphone without HTTPS.
 */
export async function startDemo({ root, ports, variables = {} }: DemoOptions): Promise<Demo> {
  let widget = '';
  let hostOrigin = '';
  const host = pages(join(root, 'demo-site/pages'), () => widget, {
    '/check': (request, response) => void answerCheck(request, response, hostOrigin, widget),
  });
  const hostile = pages(join(root, 'demo-site/hostile'), () => widget);
  const closePages = () => {
    for (const site of [host, hostile]) {
      site.closeAllConnections();
      site.close();
    }
  };
  try {
    return await serve();
  } catch (error) {
    // Left listening, they would keep the process and their ports.
    closePages();
    throw error;
  }

  async function serve(): Promise<Demo> {
    hostOrigin = `http://localhost:${await listen(host, ports.host, 'localhost', 'EVI_DEMO_PORT')}`;
    const hostileOrigin = `http://localhost:${await listen(hostile, ports.hostile, 'localhost', 'EVI_HOSTILE_PORT')}`;
    const environment = readEnvironment({
      ...variables,
      EVI_ALLOWED_SITES: [hostOrigin, variables.EVI_ALLOWED_SITES].filter(Boolean).join(','),
      EVI_PUBLIC_ORIGIN: '',
      EVI_HOST: '127.0.0.1',
      EVI_PORT: String(ports.widget),
    });
    const server = await startServer(environment, join(root, 'dist'));
    widget = server.origin;
    return {
      host: hostOrigin,
      widget,
      hostile: hostileOrigin,
      summary: summary(
        [
          ['Open', `${hostOrigin}/`],
          ['Widget', widget],
        ],
        server,
        environment,
      ),
      async close() {
        closePages();
        await server.close();
      },
    };
  }
}
