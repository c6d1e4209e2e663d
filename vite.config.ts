import { fileURLToPath } from 'node:url';
import postcssNesting from 'postcss-nesting';
import { defineConfig, type Plugin } from 'vite';
import { writePackage } from './scripts/npm-package.mjs';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The frame loads its later styles itself (`widget/ui/stylesheet.ts`): vite's preloading would weigh 0.8 kB and do nothing. */
const noPreloading: Plugin = {
  name: 'no-preloading',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
};

/** What belongs to the npm package beside its code. */
const npmPackage: Plugin = {
  name: 'npm-package',
  applyToEnvironment: ({ name }) => name === 'package',
  closeBundle: writePackage,
};

/** Four builds, one command (`vite build --app`): the widget app, the loader, the npm package, the server with the demo. */
export default defineConfig({
  root: path('./widget'),
  base: './',
  publicDir: false,
  plugins: [noPreloading, npmPackage],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  css: { postcss: { plugins: [postcssNesting()] } },
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
        rolldownOptions: { input: path('./widget/index.html') },
      },
    },
    loader: {
      consumer: 'client',
      build: {
        outDir: path('./dist/loader'),
        emptyOutDir: true,
        target: 'es2022',
        copyPublicDir: false,
        rolldownOptions: {
          input: path('./loader/index.ts'),
          // An iife: lib mode with `es` leaves whitespace in, and a site owner pastes a classic script.
          output: { format: 'iife', entryFileNames: 'loader.js' },
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
          output: { format: 'es', entryFileNames: 'index.js', minify: true },
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
