/** The events of Chromium's Network domain that are counted. */
export type NetworkEvent =
  | {
      method: 'Network.requestWillBeSent';
      params: {
        requestId: string;
        request: { url: string };
        redirectResponse?: { encodedDataLength: number };
      };
    }
  | { method: 'Network.loadingFinished'; params: { requestId: string; encodedDataLength: number } }
  | { method: 'Network.webSocketCreated'; params: { requestId: string; url: string } };

export interface Traffic {
  /** Bytes that came, headers included, compressed as they came. */
  bytes: number;
  /** Addresses that were asked for, whether they answered or not. */
  asked: string[];
}

export interface Network {
  note(event: NetworkEvent): void;
  read(): Traffic;
}

const local = (url: string): boolean => /^(data|blob|about|chrome-error):/.test(url);

/** One for all frames of a page: a frame’s document is told of by its own process and by its parent’s. */
export function createNetwork(): Network {
  const asked = new Map<string, string>();
  const bytes = new Map<string, number>();
  return {
    note({ method, params }) {
      const id = params.requestId;
      if (method === 'Network.loadingFinished') bytes.set(id, params.encodedDataLength);
      else if (method === 'Network.webSocketCreated') asked.set(id, params.url);
      else {
        if (params.redirectResponse) {
          const key = `${id} to ${params.request.url}`;
          asked.set(key, asked.get(id) ?? '');
          bytes.set(key, params.redirectResponse.encodedDataLength);
        }
        asked.set(id, params.request.url);
      }
    },
    read() {
      const counted = [...asked].filter(([, url]) => !local(url));
      return {
        bytes: counted.reduce((sum, [id]) => sum + (bytes.get(id) ?? 0), 0),
        asked: counted.map(([, url]) => url),
      };
    },
  };
}
