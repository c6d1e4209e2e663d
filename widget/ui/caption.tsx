import { useRef } from 'preact/hooks';
import type { Dictionary } from '../i18n/index.ts';
import type { TranscriptEntry } from '../models.ts';
import './caption.css';

interface CaptionProps {
  entry: TranscriptEntry;
  text: Dictionary;
  /** Being spoken, or the newest: large. */
  current: boolean;
  /** The speaker's name stands above. */
  named: boolean;
  /** Carries the note on where its expressions come from. */
  noted: boolean;
}

export function Caption({ entry, text, current, named, noted }: CaptionProps) {
  const visitor = entry.speaker === 'visitor';
  const kinds = ['caption', entry.speaker, current && 'current', entry.interim && 'interim'];
  return (
    <article class={kinds.filter(Boolean).join(' ')}>
      <h2 class={named ? 'name' : 'spoken'}>{visitor ? text.you : text.assistant}</h2>
      {/* Interim words are for the eye; the settled sentence is a new node, which is what gets announced. */}
      <p
        dir="auto"
        key={entry.interim ? 'interim' : 'settled'}
        aria-hidden={entry.interim ? 'true' : undefined}
      >
        {visitor ? entry.text : <Growing text={entry.text} />}
      </p>
      {entry.interrupted && <p class="mark">{text.interrupted}</p>}
      {visitor && !entry.interim && entry.expressions.length > 0 && (
        <Expressions expressions={entry.expressions} text={text} noted={noted} />
      )}
    </article>
  );
}

/** An answer that arrives in pieces: each fades in where it stands and is announced alone, once. */
function Growing({ text }: { text: string }) {
  const pieces = useRef<string[]>([]);
  const before = pieces.current.join('');
  if (!text.startsWith(before)) pieces.current = [text];
  else if (text.length > before.length) pieces.current.push(text.slice(before.length));
  return (
    <>
      {pieces.current.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces are only added, at the end.
        <span key={index}>{piece}</span>
      ))}
    </>
  );
}

type ExpressionsProps = Pick<TranscriptEntry, 'expressions'> & { text: Dictionary; noted: boolean };

function Expressions({ expressions, text, noted }: ExpressionsProps) {
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
