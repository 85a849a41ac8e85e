// Who asks for help: fills in the form by keyboard, is kept what was written, and sends a file that the
// program takes, whatever stands in it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { address, launch, watch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { build, casebook, copyOfExample } from "./site.mjs";

const PAGE = "/desk/ask/";

/** The example with another configuration: each `[old, new]` is a change of casebook.yaml. */
function exampleWith(...changes) {
  const root = copyOfExample();
  const file = join(root, "casebook.yaml");
  const config = readFileSync(file, "utf8");
  writeFileSync(file, changes.reduce((text, [from, to]) => text.replace(from, to), config));
  return root;
}

/** What the program makes of the text as a request of the example: the record as its JSON has it. */
function accepted(path, text) {
  assert.match(path, /^content\/requests\/[a-z0-9-]+\/index\.md$/);
  const root = copyOfExample();
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
  const check = spawnSync(casebook, ["check", "--root", root], { encoding: "utf8" });
  assert.equal(check.status, 0, `${check.stdout}${check.stderr}\n${text}`);
  // Who is there to answer it, and has room, is another question.
  assert.doesNotMatch(check.stdout + check.stderr, /^(error|warning\[(?!unready-desk\]|old-capacity\]))/m, text);
  const { records } = JSON.parse(readFileSync(join(build(root), "api/requests.json"), "utf8"));
  return records.find(({ id }) => id === path.split("/")[2]);
}

const SITES = {
  github: exampleWith(),
  gitlab: exampleWith(["https://github.com/example/helpdesk", "https://gitlab.com/example/helpdesk"]),
  forgejo: exampleWith(["https://github.com/example/helpdesk, branch: main", "https://codeberg.org/example/helpdesk, folder: site"]),
  rightToLeft: exampleWith(["[en, sv, ar]", "[fa, en, sv, ar]"]),
};

describe("asking for help", () => {
  const outs = Object.fromEntries(Object.entries(SITES).map(([name, root]) => [name, build(root)]));
  let browser;
  let servers;
  let context;
  let page;
  let faults;
  before(async () => {
    servers = await Promise.all(Object.values(outs).map(serve));
    browser = await launch(servers[0]);
  });
  after(async () => {
    await browser?.close();
    for (const server of servers ?? []) await server.close();
  });

  /** A new visitor at the page of the example. */
  async function visit(options = {}) {
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    faults = watch(page);
    await page.goto(address + PAGE);
  }

  /** The text of the mail, and the same as a file. */
  const preview = () => page.locator("#ask-preview").inputValue();
  const file = () => page.locator("#ask-file").inputValue();
  const path = () => page.locator("#ask-path").textContent();

  /** Puts a text into a field as if it had been pasted; by code units, so that it may be broken. */
  const paste = (field, text) => {
    const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
    return page.locator(`#ask-${field}`).evaluate((element, units) => {
      element.value = String.fromCharCode(...units);
      element.dispatchEvent(new Event("input", { bubbles: true }));
    }, units);
  };

  test("by keyboard alone, from the first question to a file that is accepted", async () => {
    await visit();
    /** Goes on with Tab until the element has the focus. */
    const reach = async (selector) => {
      const wanted = page.locator(selector);
      for (let steps = 0; steps < 60; steps += 1) {
        if (await wanted.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`${selector} cannot be reached`);
    };
    await reach("#ask-title");
    await page.keyboard.type("Maps of the harbour");
    await reach("#ask-description");
    await page.keyboard.type("We have maps. <!-- Many -->");
    await page.keyboard.press("Enter");
    await page.keyboard.type("They are large.");
    await reach("#ask-name");
    await page.keyboard.type("Anna Berg");
    await reach("#ask-account");
    await page.keyboard.type("@annaberg");
    await reach("#ask-country");
    await page.keyboard.type("Norw");
    await reach('[name="languages"][value="en"]');
    await page.keyboard.press("Space");
    await reach('[name="size"]:checked');
    await page.keyboard.press("ArrowDown");
    await reach('[name="content-types"][value="maps"]');
    await page.keyboard.press("Space");
    await reach('[name="partners"]');
    await page.keyboard.press("Space");
    await reach("#ask-partners-other");
    await page.keyboard.type("A *second* museum");
    await reach("#ask-download");
    const [saved] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    assert.match(saved.suggestedFilename(), /^maps-of-the-harbour-[a-z]{4}\.md$/);
    const text = readFileSync(await saved.path(), "utf8");
    const { title, fields } = accepted(await path(), text);
    assert.equal(title, "Maps of the harbour");
    assert.equal(fields.description, "We have maps. < !-- Many -->\nThey are large.");
    assert.deepEqual(fields.requester, { name: "Anna Berg", accounts: { github: ["annaberg"] } });
    assert.deepEqual(fields.countries, ["NO"]);
    assert.deepEqual(fields.languages, ["en"]);
    assert.deepEqual(fields.content_types, ["maps"]);
    assert.deepEqual(fields.partners, ["harbour-museum"]);
    assert.equal(fields.size, "question");
    assert.equal(fields.channel, "form");
    assert.match(text, /---\n\n## Who does the content come from\?\n\nA \\\*second\\\* museum\n$/);
    assert.match(await page.locator("#ask-status").innerText(), /saved/);
    assert.deepEqual(faults, []);
  });

  describe("whatever is written, the forge is given a file that is accepted", () => {
    before(() => visit());
    for (const [name, text, expected = text.trim()] of [
      ["quotes", `"double" 'single' \\back\\slash\\ "`],
      ["signs of YAML", "a: b: c #d\n- e\n? f\n& g * h ! i | j > k % l @ m `n`"],
      ["words of YAML", "null"],
      ["a yes of YAML", "NO"],
      ["a number", "1e3"],
      ["a day", "2026-01-01"],
      ["an end of the front matter", "---\ntitle: Mine\n---\n\n# Mine"],
      ["another end of it", "...\n--- |\n..."],
      ["emoji", "👩🏽‍🚀 🏳️‍🌈 🇺🇬"],
      ["Arabic", "نص عربي: «سؤال» \u200f# عن الخرائط\nسطر آخر"],
      ["links", "[[x]] [[guides/none|y]] [z](nowhere.md) ![i](gone.png) https://example.org/?a=b&c=d#e"],
      ["Markdown", "# One\n> two\n* three\n1. four\n| five | six |\n[^7]: seven"],
      ["HTML", "<script>alert('1')</script> <!-- & --> &amp; </textarea>", "<script>alert('1')</script> < !-- & --> &amp; </textarea>"],
      ["templates", "{{ x }} {% y %} {# z #} ${a} TEXT-OF-REQUEST ID-OF-REQUEST $& $1"],
      ["line ends of all kinds", "a\r\nb\rc\u2028d\u2029e\u0085f", "a\nb\nc\nd\ne\nf"],
      ["leading spaces", "   a\n      b\n\tc\n  \n d", "a\n      b\n\tc\n\n d"],
      ["a first line that is empty", "\n\n   a\nb", "a\nb"],
      ["what YAML cannot hold", "a\u0000b\u0007c\ufeffd\ud800e\udc00f\uffffg\u007fh", "abcd\ufffde\ufffdfgh"],
    ]) {
      test(name, async () => {
        const fields = ["title", "description", "justification", "name", "affiliation", "account", "licence", "help"];
        for (const field of [...fields, "languages-other", "tools-other", "partners-other"]) await paste(field, text);
        const url = new URL(await page.locator("#ask-forge").getAttribute("href"));
        const sent = url.searchParams.get("value");
        assert.equal(sent, await file());
        assert.equal(url.searchParams.get("filename"), await path());
        assert.equal(url.origin + url.pathname, "https://github.com/example/helpdesk/new/main");
        const record = accepted(await path(), sent);
        // A field of one line leaves out ends of lines by itself.
        const line = (/[\r\n]/.test(text) ? text.replace(/[\r\n]/g, "") : expected).replace(/[\s\u0085]+/g, " ").trim();
        // What is no name of an account is kept as text.
        const isLogin = /^@?[\w.-]+$/.test(line);
        assert.deepEqual(record.fields.requester.accounts, isLogin ? { github: [line] } : undefined);
        assert.equal(sent.includes("Your name on GitHub"), !isLogin);
        assert.equal(record.title, line);
        assert.equal(record.fields.description, expected);
        assert.equal(record.fields.justification, expected);
        assert.equal(record.fields.licence_status, expected);
        assert.equal(record.fields.requester.name, line);
        assert.equal(record.fields.requester.affiliation, line);
        assert.deepEqual(record.fields.help, expected.split("\n").map((part) => part.trim()).filter(Boolean));
      });
    }

    test("5,000 characters, which are too many for an address", async () => {
      const long = "Harbour ämne ".repeat(385).trim();
      await visit();
      await paste("title", "Long");
      assert.equal(await page.locator("#ask-forge-long").isVisible(), false);
      await paste("description", long);
      const url = new URL(await page.locator("#ask-forge").getAttribute("href"));
      assert.equal(url.searchParams.get("filename"), await path());
      assert.equal(url.searchParams.get("value"), null);
      assert.ok(await page.locator("#ask-forge-long").isVisible());
      assert.ok(await page.locator("#ask-mail-long").isVisible());
      assert.match(decodeURIComponent(await page.locator("#ask-mail").getAttribute("href")), /paste/);
      // What has to be copied for the forge stands unfolded, and what the mail takes above it.
      await page.locator("#ask-copy-file").click();
      assert.match(await page.locator("#ask-status").innerText(), /copied/);
      assert.equal(accepted(await path(), await file()).fields.description, long);
      await page.locator("#ask-copy").click();
      const mail = await preview();
      await page.locator("#ask-licence").press("Control+v");
      assert.equal(await page.locator("#ask-licence").inputValue(), mail.slice(0, 8000));
    });
  });

  test("the page of each forge is named, and given the text where it takes it", async () => {
    await visit();
    const at = async (site) => {
      await page.goto(servers[Object.keys(outs).indexOf(site)].origin + PAGE);
      await page.locator("#ask-title").fill("Maps & more");
      return new URL(await page.locator("#ask-forge").getAttribute("href"));
    };
    const gitlab = await at("gitlab");
    assert.equal(gitlab.pathname, "/example/helpdesk/-/new/main");
    assert.deepEqual([...gitlab.searchParams], [["file_name", await path()]]);
    assert.ok(await page.locator("#ask-forge-empty").isVisible());
    const forgejo = await at("forgejo");
    assert.equal(`${forgejo.pathname}/index.md`, `/example/helpdesk/_new/main/site/${await path()}`);
    assert.equal(forgejo.searchParams.get("filename"), "index.md");
    assert.equal(forgejo.searchParams.get("value"), await file());
    assert.equal(await page.locator("#ask-forge-empty").isVisible(), false);
  });

  test("a mail has the title and all answers, with the line ends of mails, and nothing of a file", async () => {
    await visit();
    await page.locator("#ask-title").fill("Maps & more");
    const mail = new URL(await page.locator("#ask-mail").getAttribute("href"));
    assert.equal(mail.pathname, "helpdesk@example.org");
    assert.equal(mail.searchParams.get("subject"), "Maps & more");
    assert.equal(mail.searchParams.get("body"), (await preview()).replaceAll("\n", "\r\n"));
    assert.equal(await preview(), "These answers were written with the form.\n\nWhat do you need?\nMaps & more\n");
    assert.equal(await page.locator("#ask-file").isVisible(), false, "no YAML is shown unless asked for");
    await page.getByText("The same as a file").click();
    assert.ok(await page.locator("#ask-file").isVisible());
  });

  test("the name of the file is made of the title, in any script, and is never the same twice", async () => {
    const names = new Set();
    for (const [title, start] of [
      ["Größe & Œuvre, tidig Ålder", /^grosse-oeuvre-tidig-alder-[a-z]{4}$/],
      ["صور", /^request-\d{8}-[a-z]{4}$/],
      ["地図", /^request-\d{8}-[a-z]{4}$/],
      [`${"long ".repeat(40)}`, /^(long-)+[a-z]{4}$/],
      ["../../etc", /^etc-[a-z]{4}$/],
      ["Maps", /^maps-[a-z]{4}$/],
      ["Maps", /^maps-[a-z]{4}$/],
    ]) {
      await visit();
      await page.locator("#ask-title").fill(title);
      const [, , name] = (await path()).split("/");
      assert.match(name, start);
      names.add(name);
    }
    assert.equal(names.size, 7);
  });

  test("a title is asked for before anything is sent, and nothing else", async () => {
    await visit();
    for (const id of ["forge", "mail", "download"]) {
      await page.locator("#ask-title").fill(" ");
      await page.locator(`#ask-${id}`).click();
      assert.equal(await page.evaluate(() => document.activeElement.id), "ask-title");
      assert.equal(await page.locator("#ask-title").getAttribute("aria-invalid"), "true");
      assert.match(await page.locator("#ask-title-note").innerText(), /answer this before you send it/);
    }
    assert.ok(page.url().endsWith(PAGE), "nobody has been sent anywhere");
    await page.locator("#ask-title").fill("Maps");
    assert.equal(await page.locator("#ask-title").getAttribute("aria-invalid"), null);
    assert.equal(await page.locator("#ask-title-note").innerText(), "");
    accepted(await path(), await file());
  });

  test("an address or a telephone number is noticed beside its field", async () => {
    await visit();
    const note = (field) => page.locator(`#ask-${field}-note`).innerText();
    for (const [field, text, noticed] of [
      ["name", "anna@example.org", true],
      ["name", "Anna Berg", false],
      ["name", "070-123 45 67", true],
      ["account", "annaberg42", false],
      ["description", "Call +46 70 123 45 67.", true],
      ["description", "12,500 files of 1890-1925, Q42 and @anna", false],
      ["justification", "write to anna@museum.example", true],
    ]) {
      await page.locator(`#ask-${field}`).fill(text);
      assert.equal(/take it out/.test(await note(field)), noticed, text);
    }
  });

  test("a draft outlives its tab, and goes when it is told to", async () => {
    await visit();
    await page.locator("#ask-title").fill("Maps");
    await page.getByLabel("Svenska").check();
    await page.locator("#ask-country").selectOption("UG");
    const before = await preview();
    const name = await path();
    await page.close({ runBeforeUnload: true });
    page = await context.newPage();
    await page.goto(address + PAGE);
    assert.equal(await preview(), before);
    assert.equal(await path(), name, "it is the same request still");
    assert.ok(await page.locator("#ask-restored").isVisible());
    page.once("dialog", (dialog) => dialog.dismiss());
    await page.locator("#ask-again").click();
    assert.equal(await preview(), before);
    page.once("dialog", (dialog) => dialog.accept());
    await page.locator("#ask-again").click();
    assert.equal(await page.locator("#ask-title").inputValue(), "");
    assert.equal(await page.evaluate(() => document.activeElement.id), "ask-title");
    await page.reload();
    assert.equal(await page.locator("#ask-restored").isVisible(), false);
    assert.doesNotMatch(await file(), /Maps|UG|sv/);
  });

  test("where nothing can be stored, the page works all the same", async () => {
    await visit();
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", { get: () => { throw new Error("forbidden"); } });
    });
    await page.reload();
    await page.locator("#ask-title").fill("Maps");
    await page.waitForTimeout(600);
    accepted(await path(), await file());
    assert.deepEqual(faults, []);
  });

  test("pages that may help are shown while one writes", async () => {
    await visit();
    await page.locator("#ask-title").fill("What about the weather");
    await page.locator("#ask-title").fill("Scans of HARBOUR photograph");
    const answers = page.locator("#ask-answers");
    await answers.getByRole("link", { name: "Photographs of the northern harbours" }).click();
    await page.waitForURL(/\/cases\/harbours\//);
    await page.goBack();
    assert.match(await preview(), /Scans of HARBOUR/, "what was written is kept");
    await page.locator("#ask-title").fill("Weather");
    await answers.waitFor({ state: "hidden" });
  });

  test("a page that was opened from a folder has all but those", async () => {
    await visit();
    await page.goto(pathToFileURL(join(outs.github, "desk/ask/index.html")).href);
    await page.locator("#ask-title").fill("Photographs of harbours");
    await page.waitForTimeout(600);
    assert.equal(await page.locator("#ask-answers").isVisible(), false);
    const [saved] = await Promise.all([page.waitForEvent("download"), page.locator("#ask-download").click()]);
    accepted(await path(), readFileSync(await saved.path(), "utf8"));
    assert.deepEqual(faults, []);
  });

  test("without scripts the questions are a mail to be written", async () => {
    await visit({ javaScriptEnabled: false });
    const main = page.getByRole("main");
    assert.match(await main.innerText(), /What do you need\?.*What do you know of the licence\?/s);
    assert.equal(await main.locator("input, textarea, select, button").locator("visible=true").count(), 0);
    const link = await main.getByRole("link", { name: /Begin a mail/ }).getAttribute("href");
    assert.match(new URL(link).searchParams.get("body"), /^What do you need\?\r\n\r\n/);
  });

  describe("from the form by mail to a page of the site, in six languages", () => {
    const six = exampleWith(["[en, sv, ar]", "[en, es, fr, ar, pt, sv]"]);
    // A language has pages once something is written in it.
    writeFileSync(join(six, "content/pages/hello.md"), "---\ntitle: Hello\n---\nHello.\n");
    for (const [language, hello] of [["es", "Hola"], ["fr", "Bonjour"], ["pt", "Olá"]]) {
      writeFileSync(join(six, `content/pages/hello.${language}.md`), `---\ntitle: ${hello}\n---\n${hello}.\n`);
    }
    let server;
    before(async () => {
      server = await serve(build(six));
    });
    after(() => server?.close());
    for (const language of ["en", "es", "fr", "ar", "pt", "sv"]) {
      test(language, async () => {
        await visit();
        await page.goto(`${server.origin}${language === "en" ? "" : `/${language}`}${PAGE}`);
        assert.equal(await page.locator("html").getAttribute("lang"), language);
        const menu = page.locator('nav a[aria-current="true"]');
        assert.equal(await menu.textContent(), await page.locator("h1").textContent(), "the menu leads here");
        const texts = {
          title: `Maps of ${language}: the old ones`,
          description: "We have maps.\n\nThey are large: 2 m × 1 m.",
          justification: "Nobody has them – yet.",
          name: "Zoé Ångström",
          affiliation: "مجموعة المصابيح",
          account: "zoe",
          help: "Advice\nA tool",
          licence: "None yet",
          "partners-other": "An archive, and its friends",
        };
        for (const [field, text] of Object.entries(texts)) await page.locator(`#ask-${field}`).fill(text);
        await page.locator("#ask-country").selectOption("PE");
        for (const [name, value] of [
          ["languages", "es"], ["languages", "ar"], ["size", "project"], ["content-types", "maps"],
          ["content-types", "sheet-music"], ["partners", "harbour-museum"],
        ]) await page.locator(`[name="${name}"][value="${value}"]`).check();
        const mail = new URL(await page.locator("#ask-mail").getAttribute("href"));
        const body = mail.searchParams.get("body") ?? "";
        // What is too long for a link is copied by hand.
        const sent = body.includes("zoe") ? body : (await preview()).replaceAll("\n", "\r\n");
        const eml = [
          "From: Zoe <zoe@archive.example>",
          "To: helpdesk@example.org",
          `Subject: =?utf-8?B?${Buffer.from(mail.searchParams.get("subject")).toString("base64")}?=`,
          "Date: Sun, 01 Jun 2025 10:00:00 +0000",
          `Message-ID: <${language}@archive.example>`,
          "MIME-Version: 1.0",
          "Content-Type: text/plain; charset=utf-8",
          "Content-Transfer-Encoding: base64",
          "",
          Buffer.from(sent).toString("base64").replace(/.{76}/g, "$&\r\n"),
          "",
        ].join("\r\n");
        const root = join(copyOfExample());
        writeFileSync(join(root, "casebook.yaml"), readFileSync(join(six, "casebook.yaml")));
        const intake = spawnSync(
          casebook,
          ["request", "intake", "-", "--root", root, "--today", "2025-06-01"],
          { encoding: "utf8", input: eml },
        );
        assert.equal(intake.status, 0, intake.stderr);
        const path = intake.stdout.trim();
        const check = spawnSync(casebook, ["check", "--root", root, "--today", "2025-06-01"], { encoding: "utf8" });
        assert.equal(check.status, 0, `${check.stdout}${check.stderr}`);
        const out = build(root);
        const record = (of, id) => JSON.parse(readFileSync(join(of, "api/requests.json"), "utf8")).records.find((one) => one.id === id);
        const taken = record(out, path.split("/")[2]);
        // The same request by way of the forge: what it says has to be the same.
        const proposed = await page.locator("#ask-path").textContent();
        mkdirSync(join(root, proposed, ".."), { recursive: true });
        writeFileSync(join(root, proposed), await file());
        const filed = record(build(root), proposed.split("/")[2]);
        const { mails, received, ...fields } = taken.fields;
        const { received: _, ...expected } = filed.fields;
        assert.deepEqual(fields, expected);
        assert.equal(mails.length, 1);
        assert.equal(taken.title, texts.title);
        assert.deepEqual(fields.countries, ["PE"]);
        assert.deepEqual(fields.languages, ["es", "ar"]);
        assert.deepEqual(fields.requester, { name: texts.name, affiliation: texts.affiliation, accounts: { github: ["zoe"] } });
        const html = readFileSync(join(out, "requests", path.split("/")[2], "index.html"), "utf8");
        for (const shown of ["They are large: 2 m × 1 m.", "An archive, and its friends"]) assert.ok(html.includes(shown), shown);
        assert.ok(!html.includes("archive.example"));
      });
    }
  });

  for (const [site, direction] of [["github", "ltr"], ["rightToLeft", "rtl"]]) {
    for (const width of [360, 1280]) {
      for (const colorScheme of ["light", "dark"]) {
        test(`it is accessible and fits with all that it can say: ${direction}, ${width} px, ${colorScheme}`, async () => {
          await visit({ viewport: { width, height: 800 }, colorScheme });
          await page.goto(servers[Object.keys(outs).indexOf(site)].origin + PAGE);
          assert.equal(await page.locator("html").getAttribute("dir"), direction);
          await page.locator("#ask-title").fill("Photographs of the northern harbours");
          await page.locator("#ask-answers").waitFor({ state: "visible" });
          await page.locator("#ask-name").fill("anna@example.org");
          await page.locator("#ask-description").fill("Unbreakable".repeat(400));
          await page.locator("#ask-copy").click();
          await page.locator("#ask-status", { hasText: "copied" }).waitFor();
          await page.locator("#ask-title").fill("");
          await page.locator("#ask-download").click();
          const [content, window] = await page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return [scrollWidth, clientWidth];
          });
          assert.ok(content <= window, `${content} px wide in a window of ${window} px`);
          await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
          await page.evaluate(axe.source);
          const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
          const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: "tag", values } }), tags);
          const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
          assert.deepEqual(found, []);
        });
      }
    }
  }
});
