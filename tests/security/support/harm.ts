/** What has changed on a page that only a script of the page could have changed. */

declare global {
  interface Window {
    /** From here on all changes count. */
    remember(): void;
    /** What is not as it was remembered, in words. */
    harm(): string[];
    /** Uncaught errors and unhandled rejections. */
    noise: string[];
    /** Presses that reached the page. */
    presses: number;
    /** Details of events that were not plain, and how many were. */
    odd: string[];
    plain: number;
  }
}

/** Runs on every page before its scripts. */
export function guardPage(): void {
  window.noise = [];
  window.presses = 0;
  addEventListener('error', ({ message }) => window.noise.push(message));
  addEventListener('unhandledrejection', ({ reason }) => window.noise.push(`rejected: ${reason}`));
  addEventListener('click', () => {
    window.presses += 1;
  });

  const watched: Record<string, () => object> = {
    window: () => window,
    document: () => document,
    EviWidget: () => window.EviWidget ?? {},
    instances: () => Object(Reflect.get(window.EviWidget ?? {}, 'instances')),
  };
  for (const name of [
    'Object',
    'Array',
    'Function',
    'String',
    'Promise',
    'Error',
    'Map',
    'Set',
    'Node',
    'Element',
    'HTMLElement',
    'HTMLIFrameElement',
    'Document',
    'Window',
    'EventTarget',
    'MessagePort',
    'MessageEvent',
  ]) {
    const intrinsic = Object(Reflect.get(window, name));
    watched[name] = () => intrinsic;
    watched[`${name}.prototype`] = () => intrinsic.prototype;
  }
  /** Each own property with its value, or the getter in place of it. */
  const propertiesOf = (object: object) =>
    new Map(
      Reflect.ownKeys(object)
        // Frames of the window, and what the test itself counts.
        .filter((key) => !/^\d+$|^(noise|presses|odd|plain|harm|remember|event)$/.test(String(key)))
        .map((key) => {
          const { value, get } = Object.getOwnPropertyDescriptor(object, key) ?? {};
          return [key, value ?? get] as const;
        }),
    );
  const marks = (): Record<string, string> => ({
    address: location.href,
    title: document.title,
    cookie: document.cookie,
    name: window.name,
    history: `${history.length} ${JSON.stringify(history.state)}`,
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    elements: Array.from(document.querySelectorAll('*'), (element) =>
      element.getAttributeNames().reduce(
        // The frame's own place is the one thing that it may change.
        (text, name) =>
          element.localName === 'iframe' && name === 'style'
            ? text
            : `${text} ${name}=${element.getAttribute(name)}`,
        element.localName,
      ),
    ).join('\n'),
    text: document.body.innerText,
    sheets: `${document.styleSheets.length} ${document.adoptedStyleSheets.length}`,
  });

  let before: Record<string, Map<string | symbol, unknown>> = {};
  let marksBefore: Record<string, string> = {};
  window.remember = () => {
    before = Object.fromEntries(
      Object.entries(watched).map(([name, object]) => [name, propertiesOf(object())]),
    );
    marksBefore = marks();
  };
  window.harm = () => {
    const found: string[] = [];
    for (const [name, object] of Object.entries(watched)) {
      const now = propertiesOf(object());
      const then = before[name] ?? new Map();
      for (const key of new Set([...now.keys(), ...then.keys()]))
        if (!Object.is(now.get(key), then.get(key))) found.push(`${name}: ${String(key)}`);
    }
    for (const [name, mark] of Object.entries(marks()))
      if (mark !== marksBefore[name]) found.push(`${name}: ${mark}`);
    return found;
  };
}

/** Runs on the page once the widget is there: listens as a site owner would, and offers two tools. */
export function listenAsOwner(): void {
  window.odd = [];
  window.plain = 0;
  const look = (name: string, detail: unknown): void => {
    const isPlain =
      typeof detail === 'object' &&
      detail !== null &&
      Object.getPrototypeOf(detail) === Object.prototype &&
      Object.values(detail).every((value) => /^(string|number|boolean)$/.test(typeof value));
    if (isPlain) window.plain += 1;
    else window.odd.push(`${name} ${Object.prototype.toString.call(detail)}`);
  };
  const names = ['ready', 'open', 'close', 'before-start', 'state', 'transcript', 'tool', 'error', 'metrics'];
  const script = document.querySelector('script[src]');
  for (const name of names) {
    window.EviWidget?.on(name as 'state', (detail) => look(name, detail));
    script?.addEventListener(`evi:${name}`, (event) => look(name, (event as CustomEvent).detail));
  }
  const tool = { description: 'A tool.', parameters: { type: 'object', properties: {} } };
  window.EviWidget?.registerTool({ ...tool, name: 'fine', run: () => 'done' });
  window.EviWidget?.registerTool({
    ...tool,
    name: 'fails',
    run: () => {
      throw new Error('on purpose');
    },
  });
}
