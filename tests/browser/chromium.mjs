// The browser. There is no way to do without: where it is missing, the tests fail.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where the built sites are for the browser: the `base_url` of the example. */
export const address = "http://helpdesk.example.org";

/** A browser with a profile of its own, which finds `server` at `address`; `close` ends it. */
export function launch(server) {
  const here = new URL(server?.origin ?? address).host;
  const rules = `--host-resolver-rules=MAP ${new URL(address).host} ${here}`;
  return chromium.launch({ executablePath: executable(), headless: true, args: [...FLAGS, rules] });
}

/** What went wrong on a page that nobody sees: errors, refused content, requests to elsewhere. */
export function watch(page) {
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    const here = origin === address || ["file:", "data:", "blob:"].includes(protocol);
    if (!here) faults.push(`request to ${request.url()}`);
  });
  return faults;
}

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of process.env.PATH.split(delimiter)) {
    for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error("Chromium is missing. Install it, or set CHROMIUM to its path.");
}
