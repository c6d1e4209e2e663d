import type { PageField, PageSnapshot } from '../../shared/bridge/contract.ts';

/** Of each kind: more names than a language model can keep apart. */
const MOST = 100;
/** Characters. */
const LONGEST_LABEL = 200;

/** Something on the page, by the name that the assistant knows it by. */
export interface Target {
  label: string;
  /** For `act`: a key of the snapshot, or an address. */
  key: string;
}

export type Field = Target & Pick<PageField, 'kind' | 'choices'>;

/** What the page has to act on, in this moment. */
export interface Offers {
  /** The page's own. */
  address: string;
  sections: readonly Target[];
  fields: readonly Field[];
  buttons: readonly Target[];
  pages: readonly Target[];
}

const labelOf = (text: string): string =>
  text
    .replace(/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_LABEL);

/** Two of one name are told apart by a number. What has no name or no key cannot be asked for. */
function named<Item extends Target>(items: readonly Item[]): Item[] {
  const taken = new Set<string>();
  return items
    .map((item) => ({ ...item, label: labelOf(item.label) }))
    .filter(({ label, key }) => label && key)
    .slice(0, MOST)
    .map((item) => {
      let { label } = item;
      for (let number = 2; taken.has(label); number += 1) label = `${item.label} (${number})`;
      taken.add(label);
      return { ...item, label };
    });
}

/** On the same site as the page, without query and fragment; undefined for any other. */
export function pageAddress(text: string, base: string): string | undefined {
  try {
    const [{ href, pathname }, { origin }] = [new URL(text), new URL(base)];
    // Neither another scheme nor a user's name begins like this.
    return href.startsWith(`${origin}/`) ? origin + pathname : undefined;
  } catch {
    return undefined;
  }
}

export function offersOf(snapshot: PageSnapshot): Offers {
  const address = snapshot.url;
  return {
    address,
    sections: named(snapshot.sections.map(({ key = '', heading }) => ({ key, label: heading }))),
    fields: named(snapshot.fields ?? []),
    buttons: named(snapshot.buttons ?? []),
    pages: named(
      (snapshot.links ?? []).map(({ label, url }) => ({ label, key: pageAddress(url, address) ?? '' })),
    ),
  };
}
