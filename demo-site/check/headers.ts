/**
 * Response headers as somebody pasted them, from `curl -I` or a browser's developer tools: with or without the status
 * line, values on the next line or not. Of several answers, as after a redirect, the last one counts.
 */
export function parseHeaders(text: string): Headers {
  let lines: [name: string, value: string][] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, name, value = ''] = /^([!#$%&'*+.^_`|~\w-]+)\s*:(.*)$/.exec(line.trimStart()) ?? [];
    const last = lines.at(-1);
    if (/^\s*HTTP\/\d/i.test(line)) lines = [];
    else if (name) lines.push([name, value.trim()]);
    else if (last) last[1] = `${last[1]} ${line.trim()}`.trim();
  }
  const headers = new Headers();
  for (const [name, value] of lines) {
    try {
      headers.append(name, value);
    } catch {
      // A character that no header can hold: the line is something else.
    }
  }
  return headers;
}
