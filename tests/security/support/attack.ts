/** What a frame that was taken over can say to the page. All of it runs in the hostile frame. */

/** Everything that comlink offers, and everything that a port can carry. Answers how many messages it was. */
export async function sayEverything(): Promise<number> {
  let count = 0;
  const say = (message: unknown, transfer: Transferable[] = []): void => {
    count += 1;
    try {
      window.say(message, undefined, transfer);
    } catch {
      // Memory that is shared leaves an isolated page only.
    }
  };
  const raw = (value: unknown) => ({ type: 'RAW', value });
  const call = { id: 'evil', type: 'APPLY', path: ['readPage'], argumentList: [] as unknown[] };
  const code = [raw('document.title = "owned"; Object.prototype.polluted = 1')];
  const cyclic: Record<string, unknown> = { ...call };
  cyclic.argumentList = [cyclic];

  for (const odd of [null, undefined, 0, '', 'x', [], true, 1n, new Date(), /x/, new Error('x'), cyclic])
    say(odd);
  for (const type of [
    'GET',
    'SET',
    'CONSTRUCT',
    'ENDPOINT',
    'RELEASE',
    'HANDLER',
    'constructor',
    '__proto__',
    null,
    { toString: 1 },
  ])
    for (const path of [
      [],
      ['readPage'],
      ['layout'],
      ['__proto__', 'polluted'],
      ['constructor', 'constructor'],
      ['readPage', 'constructor'],
      ['runTool', 'call'],
      'readPage',
      null,
      { length: 1, 0: 'readPage' },
    ])
      say({ ...call, type, path, value: raw(1), argumentList: code });
  for (const name of ['constructor', '__proto__', 'toString', 'valueOf', 'then', 'open', 'destroy', ''])
    for (const path of [[name], ['readPage', name], [name, name], [[name]], [{ toString: name }]])
      for (const argumentList of [[], code]) say({ ...call, path, argumentList });
  for (const id of [null, 5, {}, { toString: 1 }, ['evil']]) say({ ...call, id });
  say({ ...call, path: Array(100_000).fill('__proto__') });
  for (const argumentList of [
    [raw(1)],
    Array(500_000).fill(raw(1)),
    [raw('x'.repeat(10_000_000))],
    [{ type: 'HANDLER', name: 'throw', value: { isError: true, value: { message: 'x' } } }],
    [{ type: 'HANDLER', name: '__proto__', value: 1 }],
    [JSON.parse('{"type":"RAW","__proto__":{"value":1}}')],
    { length: 0 },
    'x',
  ])
    say({ ...call, argumentList });
  // What looks like an answer and like a call at once.
  for (const more of [{ path: ['__proto__'], argumentList: code }, { argumentList: 5 }, { path: 1 }])
    say({ id: 'evil', type: 'RAW', value: 1, ...more });
  say(JSON.parse('{"id":"evil","type":"RAW","value":1,"__proto__":{"polluted":1}}'));
  say({ id: 'evil', type: 'HANDLER', name: 'throw', value: null });
  say({ id: 'evil', type: 'HANDLER', name: 'proxy', value: null });

  // Ports for proxies, and everything else that can be sent or handed over.
  const shared = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer;
  const bitmap = await createImageBitmap(new ImageData(1, 1));
  const { readable, writable } = new TransformStream();
  const [{ port1, port2 }, canvas] = [new MessageChannel(), new OffscreenCanvas(1, 1)];
  const sendable: [unknown, Transferable[]][] = [
    [port1, [port1]],
    [bitmap, [bitmap]],
    [canvas, [canvas]],
    [readable, [readable]],
    [writable, [writable]],
    [new ArrayBuffer(8), []],
    [new Blob(['x']), []],
    [new Map([['x', 1]]), []],
    [new Set([1]), []],
    [shared, []],
  ];
  const proxy = { type: 'HANDLER', name: 'proxy', value: port2 };
  say({ ...call, argumentList: [proxy] }, [port2]);
  for (const [thing, transfer] of sendable) {
    say({ ...call, argumentList: [raw(thing)] }, transfer);
    if (transfer.length) continue;
    for (const path of [['layout'], ['beforeStart'], ['emit']]) {
      say({ ...call, path, argumentList: [raw(thing)] });
      say({ ...call, path, argumentList: [raw('state'), raw(thing)] });
    }
  }

  // Methods of the contract with what is not in it.
  const layout = { view: 'panel', position: 'top-left', offset: 0, zIndex: 1, width: 1, height: 1 };
  const wrong: Record<string, unknown[][]> = {
    layout: [
      [],
      [null],
      ['panel'],
      [layout, layout],
      [{ ...layout, position: ['top-left'] }],
      [{ ...layout, position: { toString: 1, startsWith: 1 } }],
      ...['offset', 'zIndex', 'width', 'height'].flatMap((key) =>
        [Number.NaN, Number.POSITIVE_INFINITY, '5', '5px;color:red', null, [5], {}].map((value) => [
          { ...layout, [key]: value },
        ]),
      ),
    ],
    returnFocus: [[1], [null, null]],
    emit: [
      ...['ready', 'open', 'close', 'before-start', 'constructor', '__proto__', '', 'state '].map((name) => [
        name,
        {},
      ]),
      ...[{ toString: 1, valueOf: 1 }, ['state'], null, 5].map((name) => [name, {}]),
      ...[null, undefined, 1, 'x', [], [1], { x: {} }, { x: null }, { x: [1] }].map((one) => ['state', one]),
      ['state'],
      ['state', {}, {}],
    ],
    beforeStart: [[], [1], ['true'], [null], [true, true]],
    runTool: [[], ['fine'], [null, {}], [['fine'], {}], [{ toString: 1 }, {}], ['fine', {}, {}]],
  };
  for (const [method, calls] of Object.entries(wrong))
    for (const values of calls) say({ ...call, path: [method], argumentList: values.map(raw) });
  return count;
}

/** Answers each call of the page by a throw, a value of the wrong type, or twice. */
export function answerWrongly(): void {
  window.answerCalls = (id) => {
    const error = { message: 'from the frame', name: 'Evil', stack: 'x', __proto__: { polluted: 1 } };
    window.say({ id, type: 'HANDLER', name: 'throw', value: { isError: true, value: error } });
    window.say({ id, type: 'HANDLER', name: 'throw', value: { isError: false, value: { toString: 1 } } });
    window.say({ id, type: 'RAW', value: { constructor: 1, toString: 1 } });
  };
}
