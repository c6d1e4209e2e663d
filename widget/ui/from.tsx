import { actingWords } from '../i18n/acting.ts';
import type { ActionsModel, Source, TranscriptEntry } from '../models.ts';
import { PageIcon } from './icons.tsx';

export interface FromProps {
  entry: TranscriptEntry;
  language: string;
}

interface Known {
  model: ActionsModel;
  entries: readonly TranscriptEntry[];
}

const same = (one: Source, other: Source): boolean =>
  one.key === other.key && one.label === other.label && one.url === other.url;

/** Under the last of an answer's sentences from one place: the place's name, and the way there where the owner allows it. */
export function From({ entry, language, model, entries }: FromProps & Known) {
  const text = actingWords(language);
  const { source } = entry;
  const next = entries[entries.lastIndexOf(entry) + 1]?.source;
  if (!source || (next && same(next, source))) return null;
  const name = (
    <>
      <PageIcon />
      <span class="spoken">{text.source}: </span>
      <bdi>{source.label}</bdi>
    </>
  );
  return model.canShow(source) ? (
    <button type="button" class="from" onClick={() => model.show(source)}>
      {name}
    </button>
  ) : (
    <p class="from">{name}</p>
  );
}
