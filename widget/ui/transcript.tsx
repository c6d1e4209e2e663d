import { useEffect, useRef } from 'preact/hooks';
import type { TranscriptEntry } from '../models.ts';
import { Caption } from './caption.tsx';
import { latest } from './latest.ts';
import './transcript.css';
import type { Props } from './view.ts';

/** Within this many pixels of the end the visitor is reading along. */
const NEAR = 40;

export function Transcript({ models, view }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const text = view.words.value;
  const entries = models.transcript.entries.value;
  const current = latest(entries, (entry) => entry.speaking) ?? entries.at(-1);
  const measured = latest(entries, (entry) => entry.expressions.length > 0);

  useEffect(() => {
    const [box, content] = [scroller.current, list.current];
    if (!box || !content) return;
    let along = true;
    const follow = () => {
      if (along) box.scrollTop = box.scrollHeight;
    };
    const look = () => {
      along = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    };
    const observer = new ResizeObserver(follow);
    observer.observe(box);
    observer.observe(content);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, []);

  // The log is there before its first entry: a live region that arrives with its text is not announced.
  return (
    <div
      ref={scroller}
      class={entries.length > 0 ? 'transcript' : 'transcript empty'}
      role="log"
      // In a spoken call the answer is heard: read out as well, it would talk over itself.
      aria-live={models.call.spoken.value ? 'off' : 'polite'}
      aria-label={text.transcript}
      tabIndex={entries.length > 0 ? 0 : -1}
    >
      <div ref={list}>
        {entries.map((entry, index) => (
          <Caption
            key={entry.key}
            entry={entry}
            text={text}
            current={entry === current}
            named={begins(entries, index)}
            noted={entry === measured}
          />
        ))}
      </div>
    </div>
  );
}

/** The first of several sentences by one speaker carries the name. */
const begins = (entries: readonly TranscriptEntry[], index: number): boolean =>
  entries[index]?.speaker !== entries[index - 1]?.speaker;
