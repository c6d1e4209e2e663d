import type { VNode } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Block, type BlockProps } from './block.tsx';
import { blocksOf } from './blocks.ts';
import { latest, measured } from './latest.ts';
import { createReading } from './reading.ts';
import type { Props } from './view.ts';

/** Up to so many blocks all stay in the document, where the browser's own search and copying find them. */
const WHOLE = 20;

export function Transcript({ models, view }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const drawn = useRef<VNode<BlockProps>[]>([]);
  const reading = useMemo(() => createReading(scroller, list), []);
  const text = view.words.value;
  const entries = models.transcript.entries.value;
  const current = latest(entries, (entry) => entry.speaking) ?? entries.at(-1);
  const noted = latest(entries, measured);

  useEffect(() => reading.start(), [reading]);

  const before = drawn.current;
  const blocks = blocksOf(
    entries,
    before.map(({ props }) => props.entries),
  );
  drawn.current = blocks.map((block, index) => {
    const props: BlockProps = {
      entries: block,
      before: blocks[index - 1]?.at(-1),
      current: inside(block, current),
      noted: inside(block, noted),
      drawn: blocks.length <= WHOLE || index >= blocks.length - 2,
      text,
      reading,
    };
    // Given the very same node, Preact leaves the whole block alone.
    const old = before[index];
    if (old && same(old.props, props)) return old;
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence that comes late shifts entries, and no block is another for it.
    return <Block key={index} {...props} />;
  });

  // The log is there before its first entry: a live region that arrives with its text is not announced.
  return (
    <div
      ref={scroller}
      class={entries.length > 0 ? 'transcript' : 'transcript empty'}
      role="log"
      // In a spoken call the answer is heard: read out as well, it would talk over itself.
      aria-live={view.spoken.value && !view.silent.value ? 'off' : 'polite'}
      aria-label={text.transcript}
      inert={view.sheet.value !== null}
      tabIndex={entries.length > 0 ? 0 : -1}
    >
      <div ref={list}>{drawn.current}</div>
    </div>
  );
}

const inside = <Entry,>(block: readonly Entry[], entry: Entry | undefined): Entry | undefined =>
  entry !== undefined && block.includes(entry) ? entry : undefined;

const same = (one: BlockProps, other: BlockProps): boolean =>
  (Object.keys(other) as (keyof BlockProps)[]).every((name) => one[name] === other[name]);
