import { useRef } from 'preact/hooks';
import type { Dictionary } from '../i18n/index.ts';
import type { TranscriptEntry } from '../models.ts';
import { actingParts, callParts } from './lazy.ts';

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
  const { Expressions, Tool } = callParts.get() ?? {};
  const From = actingParts.get()?.From;
  if (entry.tool && !Tool) return null;
  const measures = visitor && !entry.interim && entry.expressions.length > 0;
  const kinds = ['caption', entry.speaker, current && 'current', entry.interim && 'interim'];
  return (
    <article class={kinds.filter(Boolean).join(' ')}>
      <h2 class={named ? 'name' : 'spoken'}>{visitor ? text.you : text.assistant}</h2>
      {/* Interim words are for the eye; the settled sentence is a new node, which is what gets announced. */}
      {entry.tool ? (
        Tool && <Tool tool={entry.tool} result={entry.text} language={text.language} />
      ) : (
        <p
          dir="auto"
          key={entry.interim ? 'interim' : 'settled'}
          aria-hidden={entry.interim ? 'true' : undefined}
        >
          {visitor ? entry.text : <Growing text={entry.text} />}
        </p>
      )}
      {entry.interrupted && <p class="mark">{text.interrupted}</p>}
      {entry.incomplete && <p class="mark">{text.incomplete}</p>}
      {entry.source && From && <From entry={entry} language={text.language} />}
      {measures && Expressions && (
        <Expressions expressions={entry.expressions} language={text.language} noted={noted} />
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
