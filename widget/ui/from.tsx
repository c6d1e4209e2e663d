import { actingWords } from '../i18n/acting.ts';
import type { Source } from '../models.ts';
import { PageIcon } from './icons.tsx';
import type { Props } from './view.ts';

interface FromProps extends Props {
  source: Source;
  /** The next sentence's. */
  next: Source | null | undefined;
}

/** Under the last of an answer's sentences from one place: the place's name, and the way there where the owner allows it. */
export function From({ models: { actions }, view, source, next }: FromProps) {
  const text = actingWords(view.words.value.language);
  const model = actions.value;
  if (next && next.key === source.key && next.label === source.label && next.url === source.url) return null;
  const name = (
    <>
      <PageIcon />
      <bdi>{source.label}</bdi>
    </>
  );
  if (!model?.canShow(source))
    return (
      <p class="from">
        <span class="spoken">{text.source}: </span>
        {name}
      </p>
    );
  return (
    <button
      type="button"
      class="from"
      aria-label={model.isHere(source) ? text.show(source.label) : text.open(source.label)}
      onClick={() => model.show(source)}
    >
      {name}
    </button>
  );
}
