/** A page of the site, as it came. */
export interface Loaded {
  /** After redirects. */
  url: string;
  /** Media type without its parameters. */
  type: string;
  /** Of what is no HTML. */
  text: string;
  /** Of HTML; inert: nothing in it runs or is fetched. */
  document: Document | null;
  /** Bytes. */
  size: number;
}

/** Rejects with why it cannot be read, in words for the page's developer. */
export type Load = (url: URL) => Promise<Loaded>;

/** Bytes of one page, and milliseconds. The server has the same limits. */
const LARGEST = 2 ** 20;
const PATIENCE = 15_000;
const HTML = /^(?:text\/html|application\/xhtml\+xml)$/;

class NotHere extends Error {}

/** Our server tells in words what to do. */
function refusalIn(body: string): string {
  try {
    return String(Object(JSON.parse(body)).error).slice(0, 500);
  } catch {
    return 'our server failed';
  }
}

/**
 * Not `fetch`, because this one parses HTML as it comes, into a document without a window. From a text, that would take a
 * Trusted Types policy for any HTML whatever.
 */
const request = (url: URL, direct: boolean): Promise<Loaded> =>
  new Promise((resolve, reject) => {
    const asked = new XMLHttpRequest();
    const fail = (why: string): void => reject(new Error(`${url.href}: ${why}`));
    const header = (name: string): string => asked.getResponseHeader(name) ?? '';
    const typeOf = (): string =>
      (header(direct ? 'Content-Type' : 'X-Page-Type').split(';')[0] ?? '').trim().toLowerCase();

    asked.timeout = PATIENCE;
    asked.onreadystatechange = () => {
      if (asked.readyState !== XMLHttpRequest.HEADERS_RECEIVED || asked.status !== 200) return;
      if (!HTML.test(typeOf())) return;
      asked.responseType = 'document';
    };
    asked.onprogress = ({ loaded }) => {
      // What our server sends is within its limit, and may have grown on its way into UTF-8.
      if (loaded <= 3 * LARGEST) return;
      fail('it is too large');
      asked.abort();
    };
    asked.onerror = () => fail('it cannot be reached');
    asked.ontimeout = () => fail('it took too long');
    asked.onload = ({ loaded }) => {
      const isDocument = asked.responseType === 'document';
      if (asked.status === 200)
        resolve({
          url: direct ? asked.responseURL : header('X-Page-Address'),
          type: typeOf(),
          text: isDocument ? '' : asked.responseText,
          document: isDocument ? asked.responseXML : null,
          size: loaded,
        });
      else if (!direct && (asked.status === 404 || asked.status === 405)) reject(new NotHere());
      else fail(direct ? `status ${asked.status}` : refusalIn(asked.responseText));
    };
    asked.open(direct ? 'GET' : 'POST', direct ? url.href : '/knowledge');
    // What our server calls text is parsed all the same, where the page was HTML.
    if (!direct) asked.overrideMimeType('text/html; charset=utf-8');
    asked.send(direct ? null : new URLSearchParams({ url: url.href }));
  });

/** By our server; from the site itself where the server reads no pages, as far as the site and our own policy allow. */
export const load: Load = async (url) => {
  try {
    return await request(url, false);
  } catch (error) {
    if (error instanceof NotHere) return request(url, true);
    throw error;
  }
};
