// What the search page and the box on every other page have in common: the files of the index, words and rows,
// the terms of facets, the last searches of this device, and the switch of the key. By itself it shows nothing.
/* exported casebookSearchParts */
/** `root` is the address of the site's root. */
function casebookSearchParts(root) {
  const words = globalThis.casebookWords;
  const page = document.documentElement.lang;

  // Scripts are what a page can load from a folder, too.
  const files = new Map();
  let given;
  globalThis.casebookIndex = (value) => { given = value; };
  const load = (name) => {
    if (!files.has(name)) {
      files.set(name, new Promise((resolve, reject) => {
        const script = document.createElement('script');
        const path = name === 'index' ? name : `${name[0]}/${name.slice(1)}`;
        script.src = `${root}search/${path}.js`;
        // It fires as soon as the script has run, before any other can. What gave nothing is none of ours.
        script.onload = script.onerror = () => {
          const value = given;
          given = undefined;
          script.remove();
          if (value !== undefined) return resolve(value);
          files.delete(name);
          reject(new Error(name));
        };
        document.head.append(script);
      }));
    }
    return files.get(name);
  };
  let opened;
  const engine = () => opened ??= casebookSearch(load).catch((error) => { opened = undefined; throw error; });

  /** Answers; where that fails, once more from the start: the site may have been built anew since the first file. */
  const attempt = (answer, isLast) => answer().catch((error) => {
    if (!isLast()) throw error;
    opened = undefined;
    files.delete('index');
    facets.clear();
    return answer();
  });

  /** An element with attributes and children. */
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  /** Words of the interface, which say their language where the page has another; values in braces are filled. */
  const say = (text, values) => {
    const parts = text.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? make('bdi', {}, values[part]) : part));
    return words.lang === page ? parts : [make('span', { lang: words.lang, dir: words.dir }, ...parts)];
  };
  /** The same as text, for attributes. */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = new Intl.NumberFormat(words.lang);
  const address = (url) => `${root}${url.slice(1)}index.html`;
  /** The address of the search page with a question. */
  const searchAddress = (q) => `${address(words.searchPage)}?${new URLSearchParams({ q })}`;

  // Facets: each with its values, their labels and their documents, once they were asked for.
  const facets = new Map();
  async function facet(name) {
    if (!facets.has(name)) {
      const { entry, documents } = await engine();
      const file = entry.facets.find(([other]) => other === name)?.[1];
      const values = file ? await load(file) : [];
      facets.set(name, values.map(([id, own, others, encoded]) => ({
        id, label: others[page] ?? own ?? words.status[id] ?? id, documents: documents(encoded),
      })));
    }
    return facets.get(name);
  }
  /** The page of a term of a facet. */
  const termAddress = (name, id) => address(`${words.terms[name]}${id.toLowerCase()}/`);

  /** How a result says its language: only what is in another one does, and is named by it. */
  const otherLanguage = (lang) => {
    const { name, dir, own } = words.languages[lang];
    return lang === page ? { marks: {} } : { marks: { lang, dir }, named: own ? [make('span', { lang, dir }, name)] : say(name) };
  };
  const resultAddress = ({ url, anchor }) => `${address(url)}${anchor ? `#${anchor}` : ''}`;

  /** What leads to the form of the desk with the question; nothing for a site that has none. */
  const askLine = (q) => {
    if (!words.askPage) return [];
    const query = q.trim() ? `?${new URLSearchParams({ q: q.trim() })}` : '';
    return [make('p', { class: 'ask-us' }, make('a', { href: address(words.askPage) + query }, ...say(words.ask)))];
  };

  return {
    words, page, load, engine, attempt, make, say, fill, number, facet, otherLanguage,
    address, searchAddress, termAddress, resultAddress, askLine,
  };
}
