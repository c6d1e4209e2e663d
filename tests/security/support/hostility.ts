/** What a page may have done to the language and the globals before the loader comes, by name. */
export const HOSTILITY = {
  'frozen intrinsics': `
    Array.prototype.toJSON = () => 'broken';
    for (const intrinsic of [Object, Array, Function, String, RegExp, Error, Promise, Map, Set, WeakMap, Symbol])
      Object.freeze(intrinsic.prototype), Object.freeze(intrinsic);
    for (const intrinsic of [Reflect, JSON, Math, EventTarget.prototype, Node.prototype, Element.prototype])
      Object.freeze(intrinsic);`,
  'a polluted prototype': `
    Object.assign(Object.prototype, { polluted: 1, id: 'x', type: 'SET', value: 1, name: 'throw', context: 'x' });`,
  'replaced globals': `
    window.fetch = () => { throw new Error('no fetch'); };
    window.Promise = class extends Promise {};
    window.XMLHttpRequest = window.WebSocket = window.crypto = undefined;
    window.onmessage = () => { throw new Error('mine'); };
    setInterval(() => { window.onmessage = () => { throw new Error('mine'); }; }, 10);`,
};
