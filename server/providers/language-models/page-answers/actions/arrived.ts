/** Where a visitor is after having gone to another page: the call goes on there, and its result was told before. */
import type { Outcome } from '../heard.ts';
import type { PageText } from '../read-context.ts';

const GOING = /^Going to (\S+)\.$/;
const THERE = /\b(?:is|are) (?:on this page|there)\b/;

/** Undefined where the page that is read is not the one that was gone to. */
export function arrived({ result }: Outcome, page: PageText | undefined): string | undefined {
  if (!page?.title) return undefined;
  const path = GOING.exec(result)?.[1];
  const isHere = path ? pathOf(page.address) === path : THERE.test(result);
  return isHere ? `This is ${page.title.replace(/[\s.!?]+$/, '')}.` : undefined;
}

const pathOf = (address: string) => (URL.canParse(address) ? new URL(address).pathname : '');
