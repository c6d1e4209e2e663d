import { useEffect, useRef, useState } from 'preact/hooks';
import type { Dictionary } from '../i18n/index.ts';
import type { TranscriptEntry } from '../models.ts';
import { Caption } from './caption.tsx';
import type { Reading } from './reading.ts';

/** Pixels of an entry that was never drawn. Where it is wrong, what is read is held in its place. */
const GUESS = 48;

export interface BlockProps {
  entries: readonly TranscriptEntry[];
  /** The entry above the first. */
  before: TranscriptEntry | undefined;
  /** Those of the transcript's special entries that are in this block. */
  current: TranscriptEntry | undefined;
  noted: TranscriptEntry | undefined;
  /** Whether it is in sight or not, and announced: the newest, or any of a short conversation. */
  drawn: boolean;
  text: Dictionary;
  reading: Reading;
}

/** Captions near the sight, or a space as high as they are: thousands of entries scroll as few do. */
export function Block({ entries, before, current, noted, drawn, text, reading }: BlockProps) {
  const box = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState<number | null>(drawn ? null : entries.length * GUESS);
  // A block that is not always drawn any more is measured then: watching begins with a first report.
  useEffect(() => {
    if (drawn || !box.current) return;
    return reading.watch(box.current, setAway);
  }, [drawn, reading]);
  const empty = away !== null && !drawn;
  return (
    <div
      ref={box}
      class="block"
      // What comes into sight again has been said.
      aria-live={drawn ? undefined : 'off'}
      style={{ blockSize: empty ? `${away}px` : '' }}
    >
      {!empty &&
        entries.map((entry, index) => (
          <Caption
            key={entry.key}
            entry={entry}
            text={text}
            current={entry === current}
            named={begins(entry, entries[index - 1] ?? (index === 0 ? before : undefined))}
            noted={entry === noted}
          />
        ))}
    </div>
  );
}

/** The first of several by one side carries the name. */
const begins = (entry: TranscriptEntry, before: TranscriptEntry | undefined): boolean =>
  !before || (entry.speaker === 'visitor') !== (before.speaker === 'visitor');
