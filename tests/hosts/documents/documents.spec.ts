/** What a page's own markup and style could do to the frame's place. */
import { tag, watchHost } from '../../browser/support/host.ts';
import { expect, test } from '../../browser/support/visit.ts';

const WORDS = '<p>The shop opens at nine.</p>';
const PAGES = {
  'quirks mode': (widget: string) =>
    `<html><body bgcolor=white><table height=100%><tr><td>${WORDS}</table>${widget}`,
  'a base address': (widget: string) =>
    `<!doctype html><base href="https://elsewhere.example/deep/" target="_blank"><body>${WORDS}${widget}`,
  'right to left': (widget: string) =>
    `<!doctype html><html lang="ar" dir="rtl"><style>body { writing-mode: vertical-rl }</style><body>${WORDS}${widget}`,
  'a style against frames': (widget: string) => `<!doctype html><style>
    iframe { display: none !important; visibility: hidden !important; width: 0 !important; max-height: 1px !important }
    html > * { transform: scale(0.5) !important; margin: 40px !important; opacity: 0.2 !important; pointer-events: none !important }
    html { display: grid; direction: rtl; overflow: scroll }
    * { position: relative !important; transition: all 1s !important; filter: blur(2px) !important }
    </style><body>${WORDS}${widget}`,
};

for (const [name, html] of Object.entries(PAGES))
  test(`${name}: the launcher stands in its corner, and the panel opens there`, async ({
    page,
    demo,
    stage,
  }) => {
    const host = watchHost(page, demo);
    await host.go(stage.document(html(tag(demo.widget))));
    const gaps = async (): Promise<number[]> => {
      const box = await host.iframe.boundingBox();
      const { width, height } = await page.evaluate(() => ({
        width: document.documentElement.clientWidth,
        // In quirks mode the root is as high as its content.
        height: visualViewport?.height ?? 0,
      }));
      return box ? [width - box.x - box.width, height - box.y - box.height, box.width] : [];
    };
    expect((await gaps()).slice(0, 2)).toEqual([16, 16]);
    await expect(host.iframe).toBeVisible();
    await host.openPanel();
    await expect.poll(gaps).toEqual([16, 16, 384]);
    await host.ask('when does the shop open?');
    await expect(host.widget.getByRole('log')).toContainText('opens at nine');
    expect(host.complaints).toEqual([]);
  });
