import { partWords } from '../i18n/parts.ts';
import type { TranscriptEntry } from '../models.ts';

interface ExpressionsProps extends Pick<TranscriptEntry, 'expressions'> {
  language: string;
  /** Carries the note on where they come from. */
  noted: boolean;
}

export function Expressions({ expressions, language, noted }: ExpressionsProps) {
  const text = partWords(language);
  return (
    // Reachable, but not read out after every sentence.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls.
    <div class="expressions" role="group" aria-label={text.expressionsLabel} aria-live="off">
      {expressions.map(({ name, score }) => (
        <div class="expression" key={name}>
          <span>{text.expressions[name] ?? name}</span>
          <span class="bar">
            <span style={{ transform: `scaleX(${Math.max(0.03, Math.min(1, score))})` }} />
          </span>
        </div>
      ))}
      {noted && <p class="note">{text.expressionsNote}</p>}
    </div>
  );
}
