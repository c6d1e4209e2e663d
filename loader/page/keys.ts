/** Names of elements for the frame, which never gets the elements. */
export interface Keys {
  /** The same one as long as the element lives. */
  of(element: Element): string;
  /** Undefined when it is gone from the page. */
  find(key: string): Element | undefined;
}

export function createKeys(): Keys {
  const keys = new WeakMap<Element, string>();
  const elements = new Map<string, WeakRef<Element>>();
  let last = 0;
  return {
    of(element) {
      let key = keys.get(element);
      if (!key) {
        last += 1;
        key = `${last}`;
        keys.set(element, key);
        elements.set(key, new WeakRef(element));
      }
      return key;
    },
    find(key) {
      const element = elements.get(key)?.deref();
      return element?.isConnected ? element : undefined;
    },
  };
}
