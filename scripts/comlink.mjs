/**
 * Leaves of comlink what the guard (`shared/bridge/guard.ts`) lets pass: calls of methods and their results. The rest could
 * never run, weighs as much again, and is what makes a bare comlink dangerous (security case S12): reading, setting and
 * constructing along any path.
 */

/** What goes, and what stands in its place. @type {[from: string | RegExp, to: string][]} */
const CUTS = [
  // Values that stay with their owner: nothing is handed out.
  ['["proxy", proxyTransferHandler],', ''],
  // The guarded endpoint knows who is at the other end.
  [/if \(!isAllowedOrigin\([\s\S]*?return;\n {8}\}/, ''],
  ['Object.assign({ path: [] }, ev.data)', 'ev.data'],
  [/(pendingListeners\.set\(id, resolve\);)\s*if \(ep\.start\) \{\s*ep\.start\(\);\s*\}/, '$1'],
  // A path is the name of a method.
  [
    /const parent = path[\s\S]*?(?=\n {8}catch)/,
    'if (type !== "APPLY") return; returnValue = obj[path[0]](...argumentList); }',
  ],
  [/path: path\.map\(\(p\) => p\.toString\(\)\),/g, 'path,'],
  // Nothing is transferred.
  ['transferCache.get(value) || [],', '[],'],
  [/if \(type === "RELEASE" [\s\S]*?\n {12}\}/, ''],
  // A proxy lives as long as its frame.
  [/if \(prop === releaseProxy\) [\s\S]*?\n {12}\}/, ''],
  [/if \(prop === "then"\) [\s\S]*?\n {12}\}/, 'if (prop === "then") return undefined;'],
  [/ {8}set\(_target[\s\S]*?(?= {8}apply\()/, ''],
  [/if \(last === createEndpoint\) [\s\S]*?\n {12}\}/, ''],
  [/if \(last === "bind"\) [\s\S]*?\n {12}\}/, ''],
  ['const last = path[path.length - 1];', ''],
  [/ {8}construct\(_target[\s\S]*?(?= {4}\}\);\n)/, ''],
  [
    'const [argumentList, transferables] = processArguments(rawArgumentList);',
    'const argumentList = rawArgumentList.map((value) => ({ type: "RAW", value }));',
  ],
  [/argumentList,\s*\}, transferables\)/, 'argumentList })'],
  [/throwIfProxyReleased\(isProxyReleased\);/g, ''],
  ['let isProxyReleased = false;', ''],
  ['registerProxy(proxy, ep);', ''],
  [/const proxyFinalizers = [\s\S]*?\n {4}\}\);/, 'const proxyFinalizers = undefined;'],
  // Nothing but wires gets through the guard.
  [/if \(!ev \|\| !ev\.data\) \{\s*return;\s*\}/, ''],
  [/if \(!data \|\| !data\.id\) \{\s*return;\s*\}/, ''],
  [/Object\.assign\(Object\.assign\(\{\}, wireValue\), \{ id \}\), transferables/g, '{ ...wireValue, id }'],
];

/** @returns {import('vite').Plugin} */
export const comlinkCallsOnly = () => ({
  name: 'comlink-calls-only',
  transform: {
    filter: { id: /comlink\.mjs$/ },
    handler: (code) =>
      CUTS.reduce((rest, [from, to]) => {
        const cut = rest.replace(from, to);
        if (cut === rest) throw new Error(`This release of comlink has no ${from}: see scripts/comlink.mjs.`);
        return cut;
      }, code),
  },
});
