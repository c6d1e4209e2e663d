import type { Place } from './sections.ts';
import { tidy } from './text.ts';

/** What the visitor has selected of what is read. Not the selection's own text: that has fields and excluded parts in it. */
export function selectedText(places: readonly Place[], mask: (text: string) => string): string {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return '';
  const range = selection.getRangeAt(0);
  let text = '';
  for (const { texts } of places)
    for (const node of texts) {
      if (!node) text += ' ';
      else if (range.intersectsNode(node))
        text += node.data.slice(
          node === range.startContainer ? range.startOffset : 0,
          node === range.endContainer ? range.endOffset : undefined,
        );
      if (text.length > 5000) break;
    }
  return mask(tidy(text)).slice(0, 1000);
}
