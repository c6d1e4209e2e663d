import { expect, test } from 'vitest';
import { mainContent } from '../../widget/page/main-content.ts';
import { part } from './support/snapshot.ts';

const PROSE =
  'Each bowl is turned on the wheel in one go, dried for a week and then fired twice in our kiln.';
const main = (...sections: Parameters<typeof mainContent>[0]['sections']) => mainContent({ sections });

test('headings, prose, lists and tables are content; what stands beside them, links and labels are not', () => {
  expect(
    main(
      part('', ['K Home', 'k Bowls', 'k Mugs', 'Sponsored: a watch', 'Basket', 'k Log in']),
      part('Bowls', [PROSE, 'Add to basket', 'l clay', 't Size | Price', 't Large | 30', '***']),
      part('Small', ['Add to basket', 'Small ones fit a hand.'], { level: 3 }),
      part('Large', ['Add to basket', PROSE, 'Share on Facebook Send by WhatsApp'], { level: 3 }),
      part('See also', ['k One', 'k Two']),
      part('Contact', ['P Mill Lane 1', '© Old Mill']),
    ),
  ).toEqual([
    ...['Bowls', PROSE, 'clay', 'Size | Price', 'Large | 30'],
    ...['Small', 'Small ones fit a hand.', 'Large', PROSE],
  ]);
});

test('a consent banner goes with its buttons, a page on cookies stays', () => {
  const banner = ['Wir und 12 Partner verwenden Cookies.', 'Alle akzeptieren', 'Einstellungen'];
  expect(main(part('Schalen', [PROSE, PROSE]), part('', banner))).toEqual(['Schalen', PROSE, PROSE]);
  const policy = Array.from(
    { length: 9 },
    (_, at) => `Cookie ${at} remembers what is in the basket for a year and is ours. ${PROSE}`,
  );
  expect(main(part('Cookies', policy))).toEqual(['Cookies', ...policy]);
});

test('what several headings end with is no part of their names', () =>
  expect(main(part('History[edit]', [PROSE]), part('Use[edit]', ['Tea.']), part('a[i]', ['Code.']))).toEqual([
    ...['History', PROSE, 'Use', 'Tea.', 'a[i]', 'Code.'],
  ]));

test('comments and what follows them are not the page’s', () =>
  expect(
    main(
      part('Schalen', [PROSE]),
      part('3 Kommentare', [`Toll! ${PROSE}`]),
      part('Mehr', ['l Anruf genügt']),
    ),
  ).toEqual(['Schalen', PROSE]));

test('a page that is made of links is about them', () => {
  const links = ['k Bowls', 'k Mugs', 'k Plates'];
  expect(main(part('', ['K Home']), part('Shop', links))).toEqual(['Shop', 'Bowls', 'Mugs', 'Plates']);
  expect(main(part('Shop', links))).toEqual(['Shop', 'Bowls', 'Mugs', 'Plates']);
  expect(main(part('Aside', ['P All of it', 'P is beside']))).toEqual(['Aside', 'All of it', 'is beside']);
});

test('a page of a loader that tells no kinds is content, but for what repeats itself', () => {
  const { kinds: _kinds, key: _key, ...old } = part('Shop', ['Reply', PROSE, 'Reply', '12', 'Reply']);
  expect(main(old)).toEqual(['Shop', PROSE, '12']);
});
