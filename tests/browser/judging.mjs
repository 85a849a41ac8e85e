// What pages are judged by: the rules of axe, and the windows that they have to fit.

export const RULES = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};

export const SIZES = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 } };

/** In the page: waits until no colour is on its way to another. */
export function stillness() {
  return Promise.all(document.getAnimations().map((animation) => animation.finished));
}

/** What axe found, short enough to read in the report of a test. */
export function violation({ id, help, nodes }) {
  return `${id}: ${help}: ${nodes.map((node) => `${node.html}\n${node.failureSummary}`).join("\n")}`;
}
