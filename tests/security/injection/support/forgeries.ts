import type { PageSnapshot } from '../../../../shared/bridge/contract.ts';

const OURS = /^(?:Title|Address|Language|In view|Selected|More sections|From)\s*:/i;
/** What no reader sees, or what turns lines round or apart. */
const UNSEEN = /[\p{Cc}\p{Cs}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/u;

/** Lines of a context that only the frame may write and that it has not written. */
export function forgeriesIn(context: string, { url, sections }: PageSnapshot): string[] {
  const lines = context.split('\n');
  const end = lines.includes('') ? lines.indexOf('') : lines.length;
  const [head, body] = [lines.slice(0, end), lines.slice(end)];
  const names = head.map((line) => OURS.exec(line)?.[0] ?? line);
  const headings = body.filter((line) => /^#+(?:\s|$)/.test(line));
  const true_ = sections.filter(({ heading }) => heading).length + 1;
  return [
    ...names.filter((name, at) => !OURS.test(name) || names.indexOf(name) !== at),
    ...head.filter((line) => line.startsWith('Address:') && line !== `Address: ${url}`),
    ...body.filter((line) => OURS.test(line)),
    ...(headings.length > true_ ? headings : []),
    ...headings.filter((line) => line.split('{#').length > 2),
    ...lines.filter((line) => UNSEEN.test(line)).map((line) => `unseen: ${JSON.stringify(line)}`),
  ];
}
