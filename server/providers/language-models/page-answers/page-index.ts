/** Finds the passages of one page that cover a question, best first. */
import MiniSearch from 'minisearch';
import { answersKind } from './kinds.ts';
import type { Passage } from './passages.ts';
import type { Ask, Question } from './question.ts';
import type { PageText } from './read-context.ts';
import { soundKey } from './sounds.ts';
import { stems } from './words.ts';

export interface Found {
  passage: Passage;
  /** 0 to 1: the share of the question's weight (rare words weigh more) that the passage and its headings hold. */
  coverage: number;
  /** Coverage by the sentence itself, without headings and neighbours. */
  own: number;
  /** For comparing within one question only. */
  score: number;
}

export interface PageIndex {
  page: PageText;
  knows(stemmed: string): boolean;
  find(question: Question, nearSection?: number): Found[];
}

/** What the page never says is foreign to it, more than what it says elsewhere. */
const UNKNOWN = 1.4;
/** How well a word counts as answered where it stands. */
const FIELDS: Record<string, number> = {
  text: 1,
  implied: 0.9,
  heading: 0.9,
  parents: 0.6,
  near: 0.5,
  around: 0.35,
};
const TITLE = 0.6;
/** All of the page is about what its title names, so that it tells one sentence from another the least. */
const TOPIC = 0.3;
/** A short word is soon like another: the longer a misheard one is, the more it counts. */
const misheard = (word: string) => Math.min(0.7, word.length / 10 - 0.1);
const SOUNDS_LIKE = 0.3;
/** A number that is asked for stands in the sentence or beside it, or else the sentence is about another one. */
const NEAR = 0.5;
/** What is essential may be said in other words, or far off. */
const ANYWHERE = 0.2;
const ANOTHER = 0.6;
/** A price without a figure. */
const WRONG_KIND = 0.75;
/** A person without a name. */
const NOBODY = 0.6;
/** The coverage of a question that names the section. */
const ENTITLED = 0.6;
const CANDIDATES = 24;
/** Passages; of fewer than these none of the words would be rare. */
const FEW = 30;

export function indexPage(page: PageText): PageIndex {
  const search = new MiniSearch<Passage>({
    fields: Object.keys(FIELDS),
    tokenize: stems,
    processTerm: (term) => term,
    searchOptions: {
      boost: { text: 2, implied: 1.5, heading: 1.6, parents: 0.5, near: 0.4, around: 0.1 },
      tokenize: (text) => text.split(' '),
      processTerm: (term) => term,
      bm25: { k: 1.2, b: 0.4, d: 0.5 },
    },
  });
  search.addAll(page.passages);
  const title = new Set(stems(page.title));
  const frequency = new Map<string, number>();
  for (const { text, heading, implied } of page.passages) {
    for (const word of new Set(stems(`${heading} ${text} ${implied}`)))
      frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const bySound = new Map<string, string[]>();
  for (const word of frequency.keys()) {
    const key = soundKey(word);
    const alike = bySound.get(key);
    if (alike) alike.push(word);
    else if (key) bySound.set(key, [word]);
  }
  /** Words of the page that an unknown one may be a mishearing of. */
  function heardAs(ask: Ask): Ask {
    const [said = ''] = ask.alternatives.keys();
    const sounding = ask.loose && !knows(said) ? (bySound.get(soundKey(said)) ?? []) : [];
    const similar = sounding.filter((word) => Math.abs(word.length - said.length) < 2);
    if (similar.length === 0) return ask;
    const added = similar.map((word): [string, number] => [word, SOUNDS_LIKE]);
    return { ...ask, alternatives: new Map([...ask.alternatives, ...added, ...ask.alternatives]) };
  }
  const knows = (word: string) => frequency.has(word) || title.has(word);
  const size = Math.max(page.passages.length, FEW);
  const most = Math.log(1 + size * 2);
  /** 0 to 1; 1 for a word that the page does not have. */
  const rarity = (word: string) => {
    const count = frequency.get(word) ?? 0;
    return Math.log(1 + (size - count + 0.5) / (count + 0.5)) / most;
  };
  /** As rare as the commonest of its known words: that is what makes it easy or hard to answer by chance. */
  const weightOf = (ask: Ask) => {
    const [said = '', ...others] = ask.alternatives.keys();
    const known = frequency.has(said)
      ? [said]
      : others.filter((word) => (ask.alternatives.get(word) ?? 0) > SOUNDS_LIKE && frequency.has(word));
    return (
      (title.has(said) ? TOPIC : 1) *
      ask.weight *
      Math.max(0.25, known.length > 0 ? Math.min(...known.map(rarity)) : UNKNOWN)
    );
  };

  function find(question: Question, nearSection?: number): Found[] {
    const { kind } = question;
    const asks = question.asks.map(heardAs);
    const weights = new Map<string, number>();
    const loose = new Set<string>();
    for (const ask of asks) {
      for (const [word, quality] of ask.alternatives) {
        weights.set(word, Math.max(weights.get(word) ?? 0, quality * ask.weight));
        if (ask.loose && quality === 1 && !frequency.has(word)) loose.add(word);
      }
    }
    const total = asks.reduce((sum, ask) => sum + weightOf(ask), 0);
    if (total === 0) return [];
    const results = search.search([...weights.keys()].join(' '), {
      boostTerm: (term) => weights.get(term) ?? 1,
      fuzzy: (term) => (loose.has(term) && term.length > 3 ? 0.2 : false),
      prefix: (term) => loose.has(term) && term.length > 3,
    });
    const best = results[0]?.score ?? 1;
    return results
      .slice(0, CANDIDATES)
      .flatMap((result) => {
        const passage = page.passages[Number(result.id)];
        // A question is no answer.
        if (!passage || passage.text.endsWith('?')) return [];
        const matched = new Map(Object.entries(result.match));
        const heard = new Set(result.queryTerms);
        let covered = 0;
        let own = 0;
        let named = 0;
        let lacking = false;
        for (const ask of asks) {
          const weight = weightOf(ask);
          const found = Math.max(quality(ask, matched, heard, FIELDS), inTitle(ask));
          if (found < (ask.exact ? NEAR : ask.essential ? ANYWHERE : 0)) lacking = true;
          covered += weight * found;
          own += weight * quality(ask, matched, heard, { text: 1, implied: 1 });
          named += weight * quality(ask, matched, heard, { heading: 1 });
        }
        const fits = answersKind(question, passage);
        const entitled = namesSection(question, passage) ? ENTITLED : 0;
        const coverage =
          (lacking ? ANOTHER : 1) *
          (fits ? 1 : kind === 'person' ? NOBODY : WRONG_KIND) *
          Math.max(entitled, covered / total);
        const score =
          coverage * (0.75 + (0.25 * result.score) / best) +
          (fits && kind !== 'other' ? 0.12 : 0) +
          (entitled ? 0.2 : 0) +
          // A question that names a section is answered from its beginning.
          (0.5 * Math.max(0, named / total - 0.5)) / (1 + passage.order) +
          (passage.section === nearSection ? 0.1 : 0) -
          (passage.fragment ? 0.1 : 0);
        return [{ passage, coverage, own: own / total, score }];
      })
      .sort((a, b) => b.score - a.score || a.passage.id - b.passage.id);
  }

  const inTitle = (ask: Ask) => (title.has([...ask.alternatives.keys()][0] ?? '') ? TITLE : 0);
  return { page, knows, find };
}

/** How well a passage answers one ask, 0 to 1: the best of its words, by meaning and by where it stands. */
function quality(
  ask: Ask,
  matched: ReadonlyMap<string, readonly string[]>,
  heard: ReadonlySet<string>,
  fields: Record<string, number>,
): number {
  let best = 0;
  for (const [word, meaning] of ask.alternatives) {
    const places = matched.get(word);
    if (places) best = Math.max(best, meaning * place(places, fields));
    else if (meaning === 1 && heard.has(word)) best = Math.max(best, misheard(word));
  }
  return best;
}

const place = (places: readonly string[], fields: Record<string, number>) =>
  Math.max(0, ...places.map((field) => fields[field] ?? 0));

/** All of a heading of several words was said: what begins there is meant, whatever else was said. */
function namesSection({ said }: Question, { heading, order }: Passage): boolean {
  const words = stems(heading);
  return order === 0 && words.length > 1 && words.every((word) => said.has(word));
}
