// Every page of the built sites is valid HTML, as html-validate sees it.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { build, documentation, example, files, project } from "./browser/site.mjs";

const judge = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ["html-validate:recommended"],
    rules: {
      // Anchors are made of the words of headings in any script, and may begin with a digit. HTML
      // asks only that they hold no space, which this still checks.
      "valid-id": ["error", { relaxed: true }],
      // The specification of Markdown closes void elements, as in `<br />`; HTML leaves it free.
      "void-style": "off",
      // How long a title may be is no rule of HTML; titles are their authors'.
      "long-title": "off",
    },
  }),
);

for (const [name, root] of [
  ["the project's own site", project],
  ["the documentation", documentation],
  ["the example", example],
]) {
  test(`every page of ${name} is valid`, async () => {
    const out = build(root);
    const pages = files(out, ".html");
    assert.ok(pages.length > 0);
    const faults = [];
    for (const page of pages) {
      const { results } = await judge.validateFile(join(out, page));
      for (const { messages } of results) {
        for (const { line, column, ruleId, message } of messages) {
          faults.push(`${page}:${line}:${column}: ${message} (${ruleId})`);
        }
      }
    }
    assert.deepEqual(faults, []);
  });
}
