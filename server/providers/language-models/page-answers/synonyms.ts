/** Everyday words for the same thing, so that a visitor need not guess the page's wording. General English, no site's own. */
import { stem } from './words.ts';

const GROUPS = [
  'cost price fee charge expensive cheap',
  'open close closed shut',
  'start found founded begin establish create',
  'owner founded founder run boss',
  'kid child children son daughter',
  'phone telephone call',
  'email mail',
  'restroom bathroom toilet washroom',
  'bike bicycle cycle',
  'wheelchair accessible access disabled disability elevator lift',
  'wear clothes clothing dress outfit',
  'ship shipping deliver delivery send mail post',
  'park parking',
  'food eat drink lunch snack cake coffee tea',
  'refund money reimburse',
  'cancel cancellation reschedule',
  'teach teacher instructor',
  'gift voucher present',
  'book booking reserve reservation',
  'pay payment card cash',
  'picture photo photograph',
  'broken break damage damaged',
  'beginner novice experience',
  'class course lesson workshop',
  'pick collect collection',
  'ready finished',
  'dog pet',
  'located location address',
  'member membership',
  'big large',
  'small little tiny',
  'arrive get come reach',
  'wedding marry',
  'party birthday celebrate celebration',
  'city town country',
  'far distance',
  'job hire employ vacancy',
  'size measure',
  'temperature degree heat',
  'flaw mistake defect fault',
  'hotel inn hostel',
  'late delay',
  'hurt pain sore',
  'kilometer kilometre km',
  'meter metre',
  'centimeter centimetre cm',
  'kilogram kilogramme kilo kg',
  'liter litre',
  'color colour',
  'center centre',
  'license licence',
];

/** Words that stand for several others, but not the other way round. */
const WIDER: Record<string, string> = {
  weekend: 'saturday sunday',
  own: 'owner founded founder run boss',
  weekday: 'monday tuesday wednesday thursday friday',
  evening: 'night',
  language: 'speak english spanish french german',
  holiday: 'vacation',
  age: 'old year',
  adult: 'person',
  car: 'park',
  eat: 'restaurant cafe bar',
};

const table = new Map<string, Set<string>>();

function relate(from: string, to: string): void {
  if (from === to) return;
  table.set(from, (table.get(from) ?? new Set()).add(to));
}

for (const group of GROUPS) {
  const members = group.split(' ').map(stem);
  for (const from of members) for (const to of members) relate(from, to);
}
for (const [from, others] of Object.entries(WIDER)) {
  for (const to of others.split(' ')) relate(stem(from), stem(to));
}

/** Other stems that mean about the same. */
export const synonyms = (stemmed: string): readonly string[] => [...(table.get(stemmed) ?? [])];
