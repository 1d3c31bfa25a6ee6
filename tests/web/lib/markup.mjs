// What a piece of HTML holds, as parse5 reads it.

import assert from "node:assert/strict";

import { parseFragment } from "parse5";

/** All elements of a piece of HTML, with their attributes. */
export function elementsOf(html) {
  const found = [];
  const visit = (node) => {
    if (node.tagName) found.push({ name: node.tagName, attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])), node });
    for (const child of node.childNodes ?? []) visit(child);
  };
  visit(parseFragment(html));
  return found;
}
/** The attributes of the one element of a name. */
export const only = (html, name) => {
  const found = elementsOf(html).filter((one) => one.name === name);
  assert.equal(found.length, 1, `${found.length} ${name} in\n${html}`);
  return found[0].attributes;
};
/** What the rows of a figure say. */
export const rowsOf = (html) => elementsOf(html).filter(({ name, node }) => name === "tr" && node.parentNode.tagName === "tbody").map(({ node }) => textOf(node));
export const textOf = (node) => (node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(textOf).join(""));
