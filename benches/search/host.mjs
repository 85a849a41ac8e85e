// Serves a folder and keeps account of what was fetched from it, in stages.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** The page in which Pagefind is asked: which index it takes depends on the page's language. */
const asking = (language) => `<!DOCTYPE html><html lang="${language}"><meta charset="utf-8"><title>Pagefind</title>
<input id="search-q"><ul id="search-results"></ul></html>`;

/** Bytes on their way through the network; some files of Pagefind are compressed already. */
const weights = new Map();
export function weight(path) {
  if (!weights.has(path)) {
    const bytes = readFileSync(path);
    const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    weights.set(path, zipped ? bytes.length : gzipSync(bytes, { level: 9 }).length);
  }
  return weights.get(path);
}

/** Serves a folder; `/ask/LANGUAGE` is the page above. `fetched` has the files that were asked for. */
export async function host(folder) {
  const fetched = new Set();
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://site").pathname));
    if (path.startsWith("/ask/")) {
      response.writeHead(200, { "content-type": TYPES[".html"] }).end(asking(path.slice(5)));
      return;
    }
    let file = join(folder, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    fetched.add(file);
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "cache-control": "max-age=3600" });
    response.end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    fetched,
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))),
  };
}

/** Adds up the files that came with each stage; what came before is not counted again. */
export function stages() {
  const counted = new Set();
  const sums = [];
  const stage = (files) => {
    const fresh = [...files].filter((file) => !counted.has(file));
    for (const file of fresh) counted.add(file);
    sums.push(fresh.reduce((sum, file) => sum + weight(file), 0));
  };
  return { stage, sums };
}
