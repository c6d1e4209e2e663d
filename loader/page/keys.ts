/** Names of elements for the frame, which never gets the elements. */
export interface Keys {
  /**
   * The same one as long as the element lives; with a label, as long as it has that label and the page its address, too:
   * a yes to what a visitor was shown is none to what a page has made of it meanwhile.
   */
  of(element: Element, label?: string): string;
  /** Undefined when it is gone from the page. */
  find(key: string): Element | undefined;
}

export function createKeys(): Keys {
  const numbers = new WeakMap<Element, number>();
  const elements = new Map<number, WeakRef<Element>>();
  // A page may make elements for as long as it is open.
  const dead = new FinalizationRegistry<number>((number) => elements.delete(number));
  let last = 0;
  let address = '';
  let addresses = 0;
  return {
    of(element, label) {
      let number = numbers.get(element);
      if (!number) {
        last += 1;
        number = last;
        numbers.set(element, number);
        elements.set(number, new WeakRef(element));
        dead.register(element, number);
      }
      if (!label) return `${number}`;
      if (address !== location.href) {
        address = location.href;
        addresses += 1;
      }
      return `${number} ${addresses} ${label}`;
    },
    find(key) {
      const element = elements.get(Number.parseInt(key, 10))?.deref();
      return element?.isConnected ? element : undefined;
    },
  };
}
