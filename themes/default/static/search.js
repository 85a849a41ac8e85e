// The search page: asks the engine as readers type, shows what was found, and keeps the question in the
// address, so that it can be shared and gone back to. Without it the page is lists to browse by.
(() => {
  const byId = (id) => document.getElementById(id);
  const field = byId('search-q');
  const form = byId('search');
  const area = byId('search-found');
  const heading = byId('search-heading');
  const shared = byId('search-shared');
  const status = byId('search-status');
  const browse = byId('search-browse');
  const {
    words, page, engine, attempt, make, say, number, facet, otherLanguage, address, termAddress, resultAddress,
    askLine, remember, recentList, switchKey,
  } = casebookSearchParts(byId('search-area').dataset.root);

  /** What is made anew loses the focus: gives it to what `find` finds then. */
  const focusThen = (list, find) => {
    const wait = new MutationObserver(() => {
      wait.disconnect();
      find()?.focus();
    });
    wait.observe(list, { childList: true });
  };

  // How many pages of results a press of the button adds, and how many come by scrolling alone: who wants to reach the
  // foot of the page shall.
  const PAGES = { pressed: 3, scrolled: 3 };
  // How many people are named where no page answers.
  const PEOPLE = 3;

  // What is asked: the words, the values of facets, and how many pages of results are shown.
  let question;
  // Whether it is one to go back to, and not half a word on the way to another.
  let settled;
  const OF_PEOPLE = ['knows', 'speaks'];
  const FACETS = words.facets.map(([name]) => name);

  function readAddress() {
    const address = new URLSearchParams(location.search);
    // Who comes back to a long list finds it as long.
    question = { q: address.get('q') ?? '', filters: new Map(), pages: history.state?.pages ?? 1 };
    for (const facet of FACETS) {
      const values = address.getAll(facet);
      if (values.length) question.filters.set(facet, new Set(values));
    }
    settled = question.q !== '';
    if (field.value !== question.q) field.value = question.q;
  }

  /** What asks it in an address. */
  function queryOf({ q, filters }) {
    const address = new URLSearchParams();
    if (q.trim()) address.set('q', q);
    for (const [facet, values] of filters) for (const value of values) address.append(facet, value);
    return address.size ? `?${address}` : '';
  }

  function writeAddress(step) {
    const search = queryOf(question);
    if (search === location.search && (history.state?.pages ?? 1) === question.pages) return;
    try {
      history[step ? 'pushState' : 'replaceState']({ pages: question.pages }, '', location.pathname + search);
    } catch {
      // A browser that has had too many of them, or keeps the address of a file as it is.
    }
  }

  /** For each facet with a filter whether a document passes. */
  async function passes({ filters }) {
    const { kindOf } = await engine();
    const tests = new Map();
    for (const [name, chosen] of filters) {
      if (name === 'kind') {
        tests.set(name, (document) => chosen.has(kindOf(document)));
        continue;
      }
      const documents = new Set((await facet(name)).filter(({ id }) => chosen.has(id)).flatMap(({ documents }) => documents));
      tests.set(name, (document) => documents.has(document));
    }
    return tests;
  }

  // What is not the last question any more is given up, before the texts of its results are fetched.
  async function search() {
    const asked = question;
    const isLast = () => asked === question;
    try {
      await attempt(() => answer(asked, isLast), isLast);
    } catch (error) {
      if (!isLast()) return;
      status.replaceChildren(...say(words.failed));
      byId('search-filters').hidden = true;
      showList(askLine(asked.q));
      showArea(true);
      showBrowse(true);
      console.info('search:', error.message);
    }
    if (isLast()) writeAddress(false);
  }

  async function answer(asked, isLast) {
    const nothing = !asked.q.trim() && !asked.filters.size;
    if (nothing) {
      showArea(false);
      showBrowse(true, recentList(again, field));
      status.replaceChildren();
      document.documentElement.dataset.searched = '';
      return;
    }
    const { search, entry, kindOf } = await engine();
    const size = entry.parameters.results.page;
    const most = asked.pages * size;
    const tests = await passes(asked);
    const keeps = tests.size ? (document) => [...tests.values()].every((test) => test(document)) : undefined;
    const found = await search(asked.q, { language: page, keeps });
    if (!isLast()) return;
    const isNone = !found.total || found.isWeak;
    const [hits, filters, near, people] = await Promise.all([
      found.show(most), filterLists(found, tests, asked), isNone ? nearTopics(asked.q) : [],
      isNone ? found.show(PEOPLE, (document) => kindOf(document) === 'person') : [],
    ]);
    if (!isLast()) return;
    const list = make('ol', { id: 'search-results', class: 'records' }, ...hits.map(item));
    const others = people.filter(({ url }) => !hits.some((hit) => hit.url === url));
    const amongFound = !isNone && found.kept.some((document) => kindOf(document) === 'person');
    const who = amongFound ? peopleLink(asked) : peopleLine(others);
    const foot = make('div', { id: 'search-foot' }, ...near, ...who, ...askLine(asked.q));
    showList([...correctionsLine(found.corrections), list, foot]);
    offerMore(found, list, size);
    status.replaceChildren(...say(!found.total ? words.none : found.isWeak ? words.weak : words.count, { count: number.format(found.total) }));
    byId('search-filters').hidden = !found.all.length && !asked.filters.size;
    byId('search-facets').replaceChildren(...filters);
    nameResults(asked);
    showArea(true);
    showBrowse(found.total === 0);
    document.documentElement.dataset.searched = asked.q;
  }

  /** Shows what was found, or takes it away with all that belongs to it. */
  function showArea(on) {
    area.hidden = heading.hidden = !on;
    // Nobody else has the address of a file.
    byId('search-share').hidden = !on || location.protocol === 'file:';
  }

  /** Shows what was found and what goes with it: all of it anew, so that nothing moves. */
  function showList(parts) {
    byId('search-list').replaceWith(make('div', { id: 'search-list' }, ...parts));
  }

  /** Shows what there is to browse by, or takes it away. */
  function showBrowse(on, before = []) {
    browse.hidden = !on;
    document.querySelector('.recent')?.remove();
    // It is put anew where what was found ends, so that it does not move either.
    if (on) byId('search-area').after(...before, browse);
  }

  /** Asks once more what was asked before. */
  function again(q) {
    field.value = q;
    field.focus();
    ask({ q }, true);
  }

  /** The heading says what was asked to those who listen, and on paper. */
  function nameResults({ q }) {
    const chosen = [...byId('search-facets').querySelectorAll('input:checked + span')];
    const asked = q.trim() ? say(words.for, { query: q.trim() }) : say(words.results);
    heading.replaceChildren(...asked, ...chosen.flatMap((label) => [' · ', label.cloneNode(true)]));
  }

  /** Shares the address by what the device has for it, else copies it. */
  async function share() {
    const url = location.href;
    try {
      if (navigator.share) await navigator.share({ title: document.title, url });
      else {
        await navigator.clipboard.writeText(url);
        shared.replaceChildren(...say(words.copied));
      }
    } catch (error) {
      // Who has changed their mind is told nothing.
      if (error.name !== 'AbortError') shared.replaceChildren(...say(words.notCopied));
    }
  }

  function item({ url, title, kind, lang, anchor, heading, excerpt, marks }) {
    const { marks: other, named } = otherLanguage(lang);
    // Whole, since paper shows it.
    const { href } = new URL(resultAddress({ url, anchor }), location);
    const text = [];
    let from = 0;
    for (const [start, end] of marks) {
      text.push(excerpt.slice(from, start), make('mark', {}, excerpt.slice(start, end)));
      from = end;
    }
    text.push(excerpt.slice(from));
    const where = heading ? [make('span', { class: 'where' }, heading), ' '] : [];
    return make('li', { class: `kind-${kind}` },
      make('p', { class: 'label mark' }, ...say(words.kinds[kind])),
      make('h3', {}, make('a', { href, dir: 'auto', ...other, hreflang: other.lang }, title)),
      make('p', { dir: 'auto', ...other }, ...where, ...text),
      ...named ? [make('ul', { class: 'meta' }, make('li', {}, ...named))] : []);
  }

  const resultLinks = () => [...area.querySelectorAll('h3 a')];

  function correctionsLine(corrections) {
    const said = corrections.flatMap(([typed, meant]) => [...say(words.corrected, { typed, meant }), ' ']);
    return said.length ? [make('p', { id: 'search-corrected', class: 'aside' }, ...said)] : [];
  }

  /** People whose records fit a question that no page answers. */
  function peopleLine(people) {
    return people.length ? [make('div', { id: 'search-people' }, make('h2', {}, ...say(words.people)), make('ul', { class: 'plain' },
      ...people.map(({ url, title, lang }) => make('li', {}, make('a', { href: address(url), dir: 'auto', ...otherLanguage(lang).marks }, title)))))] : [];
  }

  /** The people among what was found, unless kinds are chosen. Their texts are read when somebody wants them. */
  function peopleLink({ q, filters }) {
    if (!q.trim() || filters.has('kind')) return [];
    const href = queryOf({ q, filters: new Map([...filters, ['kind', ['person']]]) });
    return [make('p', { id: 'search-people' }, make('a', { href }, ...say(words.people)))];
  }

  /** Where there are more results than are shown, they come by a button, and some of them by scrolling; so many a page. */
  function offerMore(found, list, size) {
    if (found.total <= list.children.length) return;
    const { q, filters } = question;
    const isCurrent = () => question.q === q && question.filters === filters && list.isConnected;
    const button = make('button', { type: 'button', id: 'search-more', class: 'button' }, ...say(words.more));
    const row = make('p', { class: 'more' }, button);
    list.after(row);
    const add = async (pages) => {
      removeEventListener('scroll', scrolled);
      // Who scrolls to the button and presses it has both.
      question = { ...question, pages: question.pages + pages };
      const hits = await found.show(question.pages * size);
      if (!isCurrent()) return;
      writeAddress(false);
      // What stands below is put anew, so that it does not move.
      row.remove();
      byId('search-more')?.parentElement.remove();
      list.append(...hits.slice(list.children.length).map(item));
      const foot = byId('search-foot');
      foot.replaceWith(make('div', { id: foot.id }, ...foot.childNodes));
      offerMore(found, list, size);
    };
    const scrolled = () => {
      if (!isCurrent()) removeEventListener('scroll', scrolled);
      // The button is not put anew under the hand of somebody who is about to press it.
      else if (!button.matches(':hover, :focus') && button.getBoundingClientRect().top < 2 * innerHeight) add(1).catch(() => {});
    };
    if (question.pages < PAGES.scrolled) addEventListener('scroll', scrolled, { passive: true });
    button.addEventListener('click', async () => {
      const shown = list.children.length;
      try {
        await add(PAGES.pressed);
        // Those who go by keyboard go on where the new ones begin.
        resultLinks()[shown]?.focus();
      } catch {
        status.replaceChildren(...say(words.failed));
      }
    });
  }

  /** The facets with how many of the results have each value. A value counts as if its facet had no filter. */
  async function filterLists(found, tests, { filters }) {
    const { entry, kindOf } = await engine();
    // Of people alone is asked what they know and speak.
    const hasPeople = found.all.some((document) => kindOf(document) === 'person');
    const isOffered = (name) => hasPeople || filters.has(name) || !OF_PEOPLE.includes(name);
    const names = FACETS.filter((name) => name === 'kind' || isOffered(name) && entry.facets.some(([other]) => other === name));
    return Promise.all(names.map(async (name) => {
      const chosen = filters.get(name) ?? new Set();
      const open = byId('search-facets').querySelector(`[data-facet="${name}"]`)?.open ?? (name === 'kind' || chosen.size > 0);
      const list = make('ul', { class: 'plain' });
      // Kinds and states are words of the interface, but those of requests are the site's own.
      const ours = (id) => name === 'kind' || (name === 'status' && !id.startsWith('request-'));
      const details = make('details', { 'data-facet': name }, make('summary', {}, ...say(words.facets.find(([other]) => other === name)[1])), list);
      details.open = open;
      const fillList = async () => {
        const others = [...tests].filter(([other]) => other !== name).map(([, test]) => test);
        const left = others.length ? found.all.filter((document) => others.every((test) => test(document))) : found.all;
        let counted;
        if (name === 'kind') {
          const kinds = new Map();
          for (const document of left) kinds.set(kindOf(document), (kinds.get(kindOf(document)) ?? 0) + 1);
          counted = [...kinds].map(([id, count]) => ({ id, count, label: words.kinds[id] ?? id }));
        } else {
          const set = new Set(left);
          counted = (await facet(name)).map(({ id, label, documents }) =>
            ({ id, label, count: documents.reduce((sum, document) => sum + (set.has(document) ? 1 : 0), 0) }));
        }
        // An address may name what is no value any more.
        for (const id of chosen) if (!counted.some((one) => one.id === id)) counted.push({ id, label: id, count: 0 });
        const shown = counted.filter(({ id, count }) => count || chosen.has(id))
          .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, page));
        if (!shown.length) list.replaceChildren(make('li', { class: 'num' }, number.format(0)));
        else list.replaceChildren(...shown.map(({ id, label, count }) => {
          const box = make('input', { type: 'checkbox', name, value: id });
          box.checked = chosen.has(id);
          return make('li', {}, make('label', {}, box, ' ', make('span', { dir: 'auto' }, ...ours(id) ? say(label) : [label]), ' ', make('span', { class: 'num' }, number.format(count))));
        }));
      };
      if (open) await fillList();
      details.addEventListener('toggle', () => { if (details.open && !list.children.length) fillList(); });
      return details;
    }));
  }

  /** Where nothing was found: the topics whose names are nearest, else the most common. */
  async function nearTopics(text) {
    const { tokenize, fold } = await engine();
    const parts = new Set();
    tokenize(text, (form) => { for (let at = 0; at + 2 < form.length; at += 1) parts.add(form.slice(at, at + 3)); });
    const near = (label) => {
      let same = 0;
      const folded = fold(label);
      for (const part of parts) if (folded.includes(part)) same += 1;
      return same;
    };
    const topics = [...await facet('topic')]
      .sort((a, b) => near(b.label) - near(a.label) || b.documents.length - a.documents.length).slice(0, 6);
    return topics.length ? [make('div', { id: 'search-near' }, make('h2', {}, ...say(words.near)), make('ul', { class: 'plain' },
      ...topics.map(({ id, label }) => make('li', {}, make('a', { href: termAddress('topic', id), dir: 'auto' }, label)))))] : [];
  }

  /** Asks something else; `step` says whether it is something to go back from. */
  function ask(change, step) {
    settled = step;
    // What one goes back to may not have been answered yet.
    if (step) writeAddress(false);
    question = { ...question, pages: 1, ...change };
    shared.replaceChildren();
    if (step) writeAddress(true);
    search();
  }

  form.hidden = byId('search-area').hidden = false;
  switchKey(byId('search-slash'));
  byId('search-share').replaceChildren(...say(navigator.share ? words.share : words.copy));
  byId('search-share').addEventListener('click', share);
  byId('search-share').addEventListener('blur', () => shared.replaceChildren());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask({ q: field.value }, false);
    remember(field.value);
    settled = true;
  });
  field.addEventListener('input', () => {
    ask({ q: field.value }, settled);
    settled = false;
  });
  byId('search-facets').addEventListener('change', ({ target }) => {
    const filters = new Map(question.filters);
    const values = new Set(filters.get(target.name));
    if (target.checked) values.add(target.value);
    else values.delete(target.value);
    if (values.size) filters.set(target.name, values);
    else filters.delete(target.name);
    const { name, value } = target;
    focusThen(byId('search-facets'), () =>
      byId('search-facets').querySelector(`input[name="${name}"][value="${CSS.escape(value)}"]`));
    ask({ filters }, true);
  });
  const rememberResult = ({ target }) => { if (target.closest('h3 a')) remember(question.q); };
  area.addEventListener('click', rememberResult);
  area.addEventListener('auxclick', rememberResult);
  addEventListener('popstate', () => { readAddress(); search(); });
  addEventListener('keydown', (event) => {
    const links = resultLinks();
    const at = links.indexOf(document.activeElement);
    const inField = document.activeElement === field;
    if (at < 0 && !inField) return;
    if (event.key === 'ArrowDown') (links[at + 1] ?? document.activeElement).focus();
    else if (event.key === 'ArrowUp' && !inField) (links[at - 1] ?? field).focus();
    else if (event.key === 'Escape' && !inField) field.focus();
    else return;
    event.preventDefault();
  });

  readAddress();
  search();
  // What is typed first shall not wait for the first file.
  field.addEventListener('focus', () => { engine().catch(() => {}); }, { once: true });
})();
