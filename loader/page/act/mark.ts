/** One mark on the page at a time. By no element and no attribute of the page's, and not stopped by a style-src. */
const NAME = 'evi-widget';

let unmark = (): void => undefined;

/** The mark goes: taken back, in favour of the next one, or with the widget. */
export const clearMark = (): void => unmark();

/** Where a browser cannot colour ranges, the outline stands around what holds them. */
function outline(ranges: readonly Range[]): () => void {
  const around = new Set(ranges.map(({ startContainer }) => startContainer.parentElement));
  const animations = Array.from(around, (element) =>
    element?.animate([{ outline: '3px solid #e0a800', outlineOffset: '2px' }], {
      duration: 1,
      fill: 'forwards',
    }),
  );
  return () => {
    for (const animation of animations) animation?.cancel();
  };
}

function colour(ranges: readonly Range[]): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`::highlight(${NAME}){background-color:#ffe066;color:#000}`);
  // Shadow roots have styles of their own.
  const roots = new Set(
    ranges.map(({ startContainer }) => startContainer.getRootNode() as Document | ShadowRoot),
  );
  for (const root of roots) root.adoptedStyleSheets.push(sheet);
  CSS.highlights.set(NAME, new Highlight(...ranges));
  return () => {
    CSS.highlights.delete(NAME);
    for (const root of roots)
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}

export function mark(ranges: readonly Range[]): void {
  clearMark();
  const remove = typeof Highlight === 'function' && 'highlights' in CSS ? colour(ranges) : outline(ranges);
  unmark = () => {
    unmark = () => undefined;
    remove();
  };
}
