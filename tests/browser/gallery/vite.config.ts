import { fileURLToPath } from 'node:url';
import postcssNesting from 'postcss-nesting';
import { defineConfig } from 'vite';

/** Apart from the product's own build, so that no fake model can get into it. `npx vite tests/browser/gallery` */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  css: { postcss: { plugins: [postcssNesting()] } },
  build: {
    outDir: fileURLToPath(new URL('../../../node_modules/.cache/gallery', import.meta.url)),
    emptyOutDir: true,
    // As in the product: a stylesheet inlined as a data: URL would be refused by the policy.
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
});
