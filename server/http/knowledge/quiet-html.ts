const OPENS = /<(script|style)\b/gi;
const CLOSES = { script: /<\/script/gi, style: /<\/style/gi };

/** Without what runs and what styles; the rest of a document that does not end one belongs to it. */
function withoutScripts(html: string): string {
  let kept = '';
  let at = 0;
  OPENS.lastIndex = 0;
  for (let open = OPENS.exec(html); open; open = OPENS.exec(html)) {
    kept += html.slice(at, open.index);
    const closes = CLOSES[open[1]?.toLowerCase() === 'style' ? 'style' : 'script'];
    closes.lastIndex = open.index;
    // Looked for one after the other: together they would be looked for from each beginning of an end to the document's end.
    at = closes.exec(html) ? html.indexOf('>', closes.lastIndex) + 1 : 0;
    if (!at) return kept;
    OPENS.lastIndex = at;
  }
  return kept + html.slice(at);
}

/**
 * HTML to be read as text. A browser that parses it runs nothing of it, but complains in the page's console of each style
 * and handler that the frame's policy forbids.
 */
export const quietHtml = (html: string): string =>
  withoutScripts(html).replace(/<[a-z][^<>]*>/gi, (tag) =>
    tag.replace(/([\s"'/])(?=(?:style|on[a-z]+)\s*=)/gi, '$1data-'),
  );
