import { isNode, listOf, type Node, nameIn } from './nodes.ts';
import { dateOf, textOf } from './values.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `Mo`, `Mon`, `Monday`, `https://schema.org/Monday`; -1 for none. */
const dayOf = (text: string): number => {
  const name = nameIn(text).toLowerCase();
  return name.length < 2 ? -1 : DAYS.findIndex((day) => day.toLowerCase().startsWith(name));
};

/** "Monday to Wednesday, Friday". */
function daysInWords(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  if (sorted.length === DAYS.length) return 'Every day';
  const runs: number[][] = [];
  for (const day of sorted) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap((run) => (run.length > 2 ? [[run[0], run.at(-1)]] : run.map((day) => [day])))
    .map((run) => run.map((day) => DAYS[day ?? 0]).join(' to '))
    .join(', ');
}

const clock = (value: unknown): string => /^\d{1,2}:\d\d/.exec(textOf(value))?.[0] ?? '';

function timesOf(node: Node): string {
  const [opens, closes] = [clock(node.opens), clock(node.closes)];
  if (opens && opens === closes) return 'closed';
  if (opens === '00:00' && (closes === '23:59' || closes === '24:00')) return 'all day';
  return opens && closes ? `${opens} to ${closes}` : '';
}

/** OpeningHoursSpecifications, those with the same times and dates together. */
function fromSpecifications(nodes: readonly Node[], language: string): string[] {
  const groups = new Map<string, { times: string; dates: string; days: number[] }>();
  for (const node of nodes) {
    const times = timesOf(node);
    const range = [node.validFrom, node.validThrough].map((date) => dateOf(date, language)).filter(Boolean);
    const dates = [...new Set(range)].join(' to ');
    const days = listOf(node.dayOfWeek)
      .map((day) => dayOf(textOf(day)))
      .filter((day) => day >= 0);
    if (!times || !(days.length || dates)) continue;
    const key = `${dates} ${days.length > 0} ${times}`;
    const group = groups.get(key) ?? { times, dates, days: [] };
    group.days.push(...days);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ times, dates, days }) =>
    [dates && days.length ? `${dates}:` : dates, days.length && daysInWords(days), times]
      .filter(Boolean)
      .join(' '),
  );
}

/** `Mo-Fr 09:00-17:00`. */
const fromText = (text: string): string =>
  text
    .replace(/\b(?:Mo|Tu|We|Th|Fr|Sa|Su)\b/g, (day) => DAYS[dayOf(day)] ?? day)
    .replace(/\s*[-–]\s*/g, ' to ')
    .replace(/,(?=\S)/g, ', ');

/** When a place is open, in words: "Monday to Friday 09:00 to 17:00; Saturday closed". */
export function openingHoursOf(node: Node, language: string): string {
  const given = [...listOf(node.openingHoursSpecification), ...listOf(node.specialOpeningHoursSpecification)];
  const told = [
    ...listOf(node.openingHours).map((text) => fromText(textOf(text))),
    ...fromSpecifications(given.filter(isNode), language),
  ];
  return [...new Set(told.filter(Boolean))].join('; ');
}
