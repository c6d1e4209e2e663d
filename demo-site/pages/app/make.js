/**
 * An element. Texts become text, never HTML, so the page can demand Trusted Types.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | boolean>} attributes `true` for one without a value, `false` for none.
 * @param {(Node | string)[]} content
 */
export function make(name, attributes, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(key, value === true ? '' : value);
  element.append(...content);
  return element;
}
