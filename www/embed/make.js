/** @typedef {Node | string | null | false | (Node | string | null | false)[]} Child nothing stands for `null` and `false` */

/**
 * An element. Text enters it as text only.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null>} attributes `true` sets an empty attribute; `false` and `null` none
 * @param {...Child} children
 */
export function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null) node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== false));
  return node;
}
