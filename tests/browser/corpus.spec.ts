/** That what a page is about is still found: one page for each way of building sites that is hardest. `npm run bench:content` has all of them. */

import { PART, READERS } from '../bench/content/readers.ts';
import { scoreOf } from '../bench/content/score.ts';
import { referenceOf } from '../content/corpus/blocks.ts';
import { readCorpus } from '../content/corpus/corpus.ts';
import { renderPage } from '../content/corpus/render.ts';
import { pagePart } from './support/loader.ts';
import { openSite } from './support/site.ts';
import { expect, test } from './support/visit.ts';

/** Each is 0.05 below what was measured when this was written. */
const FLOORS = {
  'ceramic-kettle': 0.9,
  'glacier-wiki': 0.85,
  'harbour-ferries': 0.9,
  'hillcrest-clinic': 0.85,
  'madina-clinic-ar': 0.85,
  'ramen-shop-ja': 0.85,
  'river-swim-event': 0.9,
  'sheep-farm-stay': 0.9,
  'waschmaschine-test': 0.85,
};

test('the main content of pages of many makes and languages is found', async ({ page }) => {
  const [ours] = READERS;
  const corpus = await readCorpus();
  const site = await openSite('localhost');
  site.publish(PART, String(pagePart().code), { 'Content-Type': 'text/javascript' });
  const scores: Record<string, number> = {};
  for (const name of Object.keys(FLOORS)) {
    const one = corpus.get(name);
    if (!one || !ours) throw new Error(`The corpus has no page "${name}".`);
    await page.goto(site.publish(`/${name}`, renderPage(one, `${site.origin}/${name}`)));
    await ours.prepare(page);
    const { text } = await ours.read(page);
    scores[name] = scoreOf(text, referenceOf(one.body).join('\n'), one.language).f1;
  }
  site.close();
  expect(Object.entries(FLOORS).filter(([name, floor]) => (scores[name] ?? 0) < floor)).toEqual([]);
  console.log(scores);
});
