/**
 * Offers functions of a page to the assistant, also where the widget's script has not come yet.
 * @param {import('../../loader/api/types.ts').EviTool[]} tools
 */
export function offer(...tools) {
  const waiting = { q: [] };
  window.EviWidget ??= /** @type {typeof waiting & import('../../loader/api/types.ts').EviWidgetGlobal} */ (
    waiting
  );
  window.EviWidget.q.push((widget) => {
    for (const tool of tools) widget.registerTool(tool);
  });
}

/**
 * One of a tool's arguments. A model can give anything, also none.
 * @param {unknown} args
 * @param {string} name
 * @returns {unknown}
 */
export const argument = (args, name) => (args instanceof Object ? Reflect.get(args, name) : undefined);
