import { expect, test, type Visit } from './support/visit.ts';

/** The colour of the page at a point of the window, as the visitor sees it. */
async function colorAt({ page }: Visit, x: number, y: number): Promise<string> {
  const png = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
  return page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = new OffscreenCanvas(1, 1).getContext('2d');
      canvas?.drawImage(image, 0, 0);
      return Array.from(canvas?.getImageData(0, 0, 1, 1).data ?? []).join();
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
}

for (const [scheme, meta] of [
  ['dark', 'light dark'],
  ['dark', 'dark'],
  ['light', 'light'],
] as const)
  test(`on a page that declares ${meta} the page shows around a launcher in ${scheme}`, async ({
    visit,
    demo,
    stage,
  }) => {
    const url = stage.page(
      `<meta name="color-scheme" content="${meta}"><style>html { background: rgb(20, 90, 60) }</style>` +
        `<script src="${demo.widget}/loader.js"></script>`,
    );
    const visitor = await visit({ url: 'about:blank' });
    await visitor.page.emulateMedia({ colorScheme: scheme });
    await visitor.page.goto(url);
    await visitor.widget.getByRole('button').first().waitFor();
    const box = await visitor.page.locator('iframe').boundingBox();
    expect(await colorAt(visitor, (box?.x ?? 0) + 1, (box?.y ?? 0) + 1)).toBe('20,90,60,255');
  });
