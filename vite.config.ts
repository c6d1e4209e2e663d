import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import postcssNesting from 'postcss-nesting';
import { minify as terser } from 'terser';
import { defineConfig, minify, type Plugin, type Rolldown } from 'vite';
import { comlinkCallsOnly } from './scripts/comlink.mjs';
import { writePackage } from './scripts/npm-package.mjs';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * The frame loads its styles itself (`widget/theme/stylesheet.ts`), and each of its files by one import: vite's preloading
 * would weigh 1 kB and do nothing. There is no option against it.
 */
const noPreloading: Plugin = {
  name: 'no-preloading',
  configResolved(config) {
    const plugins = config.plugins as Plugin[];
    const preloading = plugins.findIndex(({ name }) => name === 'native:import-analysis-build');
    if (preloading < 0) throw new Error('Vite has another name for what adds its preloading.');
    plugins.splice(preloading, 1);
  },
};

/**
 * Terser over what oxc has minified is 1.3% smaller than either alone. Nothing is assumed that the language does not
 * promise: that reading a property does nothing, say, is not true of a signal's value.
 */
const minifyTwice = (): Plugin => ({
  name: 'minify-twice',
  applyToEnvironment: ({ config }) => config.consumer === 'client',
  renderChunk: {
    order: 'post',
    async handler(code, { fileName }) {
      const once = await minify(fileName, code, { module: true });
      const twice = await terser(once.code, {
        module: true,
        ecma: 2020,
        compress: {
          passes: 3,
          hoist_funs: true,
          lhs_constants: false,
          // They would break an anonymous function that is constructed; there is none.
          unsafe_arrows: true,
          unsafe_methods: true,
        },
      });
      return twice.code ?? null;
    },
  },
});

type Graph = Pick<Rolldown.ChunkingContext, 'getModuleInfo'>;

/** A module's imports, and theirs, but not what is imported later. */
function importsOf(graph: Graph, entry: string): Set<string> {
  const found = new Set([entry]);
  for (const id of found)
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}

/**
 * What the app imports is one file, though what comes later uses some of it, too: by then a browser has it. Left alone, the
 * bundler puts the shared part into a file of its own, which weighs half a kilobyte more.
 */
function appInOneFile(): (id: string, graph: Graph) => string | null {
  let app: Set<string> | undefined;
  return (id, graph) => {
    if (!app) {
      app = importsOf(graph, path('./widget/app.ts'));
      for (const launcher of importsOf(graph, path('./widget/launcher/index.ts'))) app.delete(launcher);
    }
    return app.has(id) ? 'app' : null;
  };
}

/** What is minified above is left as it is. */
const MINIFIED = { minify: false } as const;

/** What belongs to the npm package beside its code. */
const npmPackage: Plugin = {
  name: 'npm-package',
  applyToEnvironment: ({ name }) => name === 'package',
  closeBundle: writePackage,
};

/** The loader fetches the page part, which is built before it, by a hash of its content, and runs no other. */
const pagePart: Plugin = {
  name: 'page-part',
  applyToEnvironment: ({ name }) => name === 'loader',
  transform: {
    filter: { id: /loader\/fetch-page\.ts$/ },
    handler(code) {
      const part = readFileSync(path('./dist/loader/page.js'));
      const hash = (algorithm: string) => createHash(algorithm).update(part).digest();
      return code
        .replaceAll('PAGE_HASH', `'${hash('sha256').toString('hex').slice(0, 12)}'`)
        .replaceAll('PAGE_INTEGRITY', `'sha384-${hash('sha384').toString('base64')}'`);
    },
  },
};

/**
 * Five builds, one command (`vite build --app`): the widget app, the loader's page part, the loader, the npm package, the
 * server with the demo.
 */
export default defineConfig({
  root: path('./widget'),
  base: './',
  publicDir: false,
  plugins: [noPreloading, comlinkCallsOnly(), minifyTwice(), pagePart, npmPackage],
  worker: { plugins: () => [minifyTwice()], rolldownOptions: { output: MINIFIED } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  css: { postcss: { plugins: [postcssNesting({ edition: '2021', noIsPseudoSelector: true })] } },
  builder: {
    buildApp: async (builder) => {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
  environments: {
    client: {
      build: {
        outDir: path('./dist/widget'),
        emptyOutDir: true,
        target: 'es2022',
        // A worklet inlined as a data: URL would be refused by the frame's own Content-Security-Policy.
        assetsInlineLimit: 0,
        modulePreload: false,
        rolldownOptions: {
          input: path('./widget/index.html'),
          output: {
            ...MINIFIED,
            codeSplitting: { groups: [{ name: appInOneFile() }], includeDependenciesRecursively: false },
          },
        },
      },
    },
    page: {
      consumer: 'client',
      build: {
        outDir: path('./dist/loader'),
        emptyOutDir: true,
        target: 'es2022',
        copyPublicDir: false,
        rolldownOptions: {
          input: path('./loader/page/index.ts'),
          preserveEntrySignatures: 'strict',
          output: { format: 'es', entryFileNames: 'page.js', ...MINIFIED },
        },
      },
    },
    loader: {
      consumer: 'client',
      build: {
        outDir: path('./dist/loader'),
        // The page part lies there.
        emptyOutDir: false,
        target: 'es2022',
        copyPublicDir: false,
        rolldownOptions: {
          input: path('./loader/index.ts'),
          // An iife: lib mode with `es` leaves whitespace in, and a site owner pastes a classic script.
          output: { format: 'iife', entryFileNames: 'loader.js', ...MINIFIED },
        },
      },
    },
    package: {
      consumer: 'client',
      build: {
        outDir: path('./dist/package'),
        emptyOutDir: true,
        target: 'es2022',
        copyPublicDir: false,
        rolldownOptions: {
          input: path('./loader/mount.ts'),
          preserveEntrySignatures: 'strict',
          output: { format: 'es', entryFileNames: 'index.js', chunkFileNames: 'page.js', ...MINIFIED },
        },
      },
    },
    server: {
      consumer: 'server',
      build: {
        ssr: true,
        outDir: path('./dist/server'),
        emptyOutDir: true,
        target: 'node20',
        minify: false,
        rolldownOptions: {
          input: {
            main: path('./server/main.ts'),
            demo: path('./demo-site/serve.ts'),
            keys: path('./server/keys.ts'),
            'flite-worker': path('./server/providers/voices/flite-worker.ts'),
            'recogniser-process': path('./server/providers/recognisers/pocketsphinx-process.ts'),
          },
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
        },
      },
    },
  },
});
