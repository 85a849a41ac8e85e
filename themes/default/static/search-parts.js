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
  /** The engine comes with the first file of the index, when something is asked or about to be. */
  let opened;
  const engine = () => opened ??= Promise.all([globalThis.casebookSearch ?? run('theme/search-engine.js'), load('index')])
    .then(() => casebookSearch(load)).catch((error) => { opened = undefined; throw error; });
  const run = (path) => new Promise((onload, reject) => {
    const onerror = () => reject(new Error(path));
    document.head.append(Object.assign(document.createElement('script'), { src: root + path, onload, onerror }));
  });

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

  // The last searches are kept by the browser alone, where it keeps anything, and are sent nowhere.
  const KEPT = `casebook-searches:${new URL(root, location).pathname}`;
  const MOST_KEPT = 8;
  function recent() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT));
      return Array.isArray(kept) ? kept.filter((q) => typeof q === 'string').slice(0, MOST_KEPT) : [];
    } catch {
      return [];
    }
  }
  function keepRecent(list) {
    try {
      if (list.length) localStorage.setItem(KEPT, JSON.stringify(list.slice(0, MOST_KEPT)));
      else localStorage.removeItem(KEPT);
    } catch { /* Nothing is kept. */ }
  }
  /** Keeps a question that led to a page, or was asked for. */
  function remember(question) {
    const q = question.trim();
    if (q) keepRecent([q, ...recent().filter((other) => other !== q)]);
  }

  /** The last searches, each to be asked again by `choose` or to be removed; nothing where there are none. */
  function recentList(choose, field) {
    if (!recent().length) return [];
    const section = make('section', { class: 'recent', 'aria-labelledby': 'recent-title' });
    /** Draws what is left; the focus goes to what has come in the place of what was removed, at last to the field. */
    const draw = (at) => {
      const all = recent();
      const row = (q, place) => {
        const link = make('a', { href: searchAddress(q) }, make('bdi', {}, q));
        link.addEventListener('click', (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          choose(q);
        });
        const remove = make('button', { type: 'button', class: 'close', 'aria-label': fill(words.recentRemove, { query: q }) }, '×');
        remove.addEventListener('click', () => {
          keepRecent(recent().filter((other) => other !== q));
          draw(place);
        });
        return make('li', {}, link, remove);
      };
      const clear = make('button', { type: 'button', class: 'button quiet' }, ...say(words.recentClear));
      clear.addEventListener('click', () => {
        keepRecent([]);
        draw(0);
      });
      section.hidden = !all.length;
      section.replaceChildren(
        make('h2', { id: 'recent-title' }, ...say(words.recent)),
        make('ul', { class: 'plain' }, ...all.map(row)),
        make('p', {}, ...say(words.recentNote), ' ', clear));
      if (at !== undefined) ([...section.querySelectorAll('li button')][Math.min(at, all.length - 1)] ?? field).focus();
    };
    draw();
    return [section];
  }

  /** Makes a box that can be ticked off the switch of the key that leads to the search, as `casebook.js` asks for it. */
  function switchKey(box) {
    const { dataset } = document.documentElement;
    const kept = () => {
      try { return localStorage.getItem('casebook-slash'); } catch { return null; }
    };
    box.checked = (dataset.slash ?? kept()) !== 'off';
    box.addEventListener('change', () => {
      // The page knows it even where the browser keeps nothing.
      dataset.slash = box.checked ? 'on' : 'off';
      try { localStorage.setItem('casebook-slash', dataset.slash); } catch { /* Nothing is kept. */ }
    });
    return box;
  }

  return {
    words, page, engine, attempt, make, say, number, facet, otherLanguage,
    address, searchAddress, termAddress, resultAddress, askLine, remember, recentList, switchKey,
  };
}
