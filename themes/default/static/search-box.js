// The search on the page where somebody is: a box over it, which shows what they most likely mean while they type.
// `casebook.js` loads it when it is first used; all of it goes by the form at the head of the page too.
/* exported casebookSearchBox */
/** Makes the box, and gives the function that opens it with what was typed. `root` is the address of the site's root. */
function casebookSearchBox(root) {
  const {
    words, page, engine, attempt, make, say, number, facet, otherLanguage,
    address, searchAddress, termAddress, resultAddress, askLine, remember, recentList, switchKey,
  } = casebookSearchParts(root);
  // How many rows there are, and how many of them can be anything but pages.
  const ROWS = { all: 7, people: 2, tools: 2, terms: 3 };
  const TERMS = ['topic', 'region', 'country'];

  const field = make('input', {
    type: 'search', name: 'q', role: 'combobox', 'aria-label': words.field, 'aria-autocomplete': 'list', 'aria-controls': 'box-list',
    'aria-expanded': 'false', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'search', dir: 'auto',
  });
  const close = make('button', { type: 'button', class: 'close', 'aria-label': words.close }, '×');
  const form = make('form', { class: 'box-head', role: 'search', action: address(words.searchPage), method: 'get' },
    field, make('button', { type: 'submit', class: 'button' }, ...say(words.button)), close);
  const status = make('p', { class: 'box-status', role: 'status' });
  const body = make('div', { class: 'box-body' });
  const foot = make('div', { class: 'box-foot' });
  const dialog = make('dialog', { class: 'search-box', 'aria-label': words.field },
    form, status, body, foot);
  document.body.append(dialog);

  // The row that the keys have come to, if any.
  let active;
  const rows = () => [...body.querySelectorAll('[role="option"]')];
  function activate(row) {
    active?.setAttribute('aria-selected', 'false');
    active = row;
    active?.setAttribute('aria-selected', 'true');
    active?.scrollIntoView({ block: 'nearest' });
    if (active) field.setAttribute('aria-activedescendant', active.id);
    else field.removeAttribute('aria-activedescendant');
  }

  // ---------- What is shown ----------

  let made = 0;
  const row = (href, attributes, ...children) =>
    make('a', { role: 'option', id: `box-${made += 1}`, tabindex: '-1', 'aria-selected': 'false', href, ...attributes }, ...children);
  const result = (hit) => {
    const { marks, named } = otherLanguage(hit.lang);
    const kind = ['person', 'tool'].includes(hit.kind) ? [] : [make('span', { class: 'label' }, ...say(words.kinds[hit.kind]))];
    const language = named ? [make('span', { class: 'label' }, ...named)] : [];
    const labels = [...kind, ...language].flatMap((label) => [' ', label]);
    return row(resultAddress(hit), { class: `mark kind-${hit.kind}` }, make('bdi', marks, hit.title), ...labels);
  };
  const group = (name, entries) => {
    if (!entries.length) return [];
    const heading = make('div', { class: 'label', id: `box-${made += 1}` }, ...say(name));
    return [make('div', { role: 'group', 'aria-labelledby': heading.id }, heading, ...entries)];
  };

  function show(question, said, groups, corrections) {
    activate();
    const q = question.trim();
    const all = q ? [row(searchAddress(q), { class: 'all' }, ...say(words.all, { query: q }))] : [];
    const list = make('div', { id: 'box-list', role: 'listbox', 'aria-label': words.results }, ...groups, ...all);
    list.hidden = !q;
    const corrected = corrections.flatMap(([typed, meant]) => [...say(words.corrected, { typed, meant }), ' ']);
    // All is made anew, so that nothing moves.
    body.replaceChildren(...corrected.length ? [make('p', { class: 'aside' }, ...corrected)] : [], list, ...q ? [] : recentList(again, field));
    field.setAttribute('aria-expanded', String(q !== ''));
    status.replaceChildren(...said);
    const key = make('label', { class: 'slash' }, switchKey(make('input', { type: 'checkbox' })), ' ', ...say(words.slash));
    foot.replaceChildren(...askLine(question), key);
    dialog.dataset.searched = question;
  }

  /** Asks once more what was asked before. */
  function again(q) {
    field.value = q;
    ask(q);
    field.focus();
  }

  // ---------- What is found ----------

  // What is not the last question any more is given up.
  let last;
  async function ask(question) {
    const asked = last = {};
    const isLast = () => asked === last;
    if (!question.trim()) return show(question, [], [], []);
    try {
      await attempt(() => answer(question, isLast), isLast);
    } catch (error) {
      if (!isLast()) return;
      show(question, say(words.boxFailed), [], []);
      console.info('search:', error.message);
    }
  }

  async function answer(question, isLast) {
    const { search, kindOf, tokenize } = await engine();
    const formsOf = (text) => {
      const forms = [];
      tokenize(text, (form) => { forms.push(form); });
      return forms;
    };
    const found = await search(question, { language: page });
    if (!isLast()) return;
    const typed = [...formsOf(question), ...found.corrections.flatMap(([, meant]) => formsOf(meant))];
    const begins = (text) => {
      const forms = formsOf(text);
      return typed.some((word) => word.length > 1 && forms.some((form) => form.startsWith(word)));
    };
    // People and tools are meant by their names, not by a word in their texts.
    const named = async (kind, most) => {
      const hits = await found.show(most, (document) => kindOf(document) === kind && found.isTitled(document));
      return hits.filter(({ title }) => begins(title));
    };
    const [people, tools, ...terms] = await Promise.all([
      named('person', ROWS.people), named('tool', ROWS.tools), ...TERMS.map((name) => termsLike(name, formsOf(question), formsOf)),
    ]);
    if (!isLast()) return;
    let left = ROWS.terms;
    const likely = terms.map((entries) => {
      const some = entries.slice(0, left);
      left -= some.length;
      return some;
    });
    const others = people.length + tools.length + ROWS.terms - left;
    const hits = await found.show(ROWS.all - others, (document) => !['person', 'tool'].includes(kindOf(document)));
    if (!isLast()) return;
    const titled = hits.filter(({ title }) => begins(title));
    const texts = hits.filter(({ title }) => !begins(title));
    const count = hits.length + others;
    const said = !count ? words.none : found.isWeak ? words.weak : words.suggested;
    show(question, say(said, { count: number.format(count) }), [
      ...titled.length ? group(words.best, [...titled, ...texts].map(result)) : [],
      ...group(words.kinds.person, people.map(result)),
      ...group(words.kinds.tool, tools.map(result)),
      ...TERMS.flatMap((name, at) => group(words.facets.find(([other]) => other === name)[1],
        likely[at].map(({ id, label }) => row(termAddress(name, id), {}, make('bdi', {}, label))))),
      // Where no page is called so, what is called so is meant before pages that only say the word.
      ...titled.length ? [] : group(words.results, texts.map(result)),
    ], found.corrections);
  }

  /** The terms of a facet that have every word that was typed in their names, or its beginning. */
  async function termsLike(name, typed, formsOf) {
    const found = (await facet(name)).filter(({ label }) => {
      const forms = formsOf(label);
      return typed.length && typed.every((word) => forms.some((form) => form.startsWith(word)));
    });
    return found.sort((a, b) => b.documents.length - a.documents.length);
  }

  // ---------- What readers do ----------

  field.addEventListener('input', () => ask(field.value));
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && active) active.click();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const all = rows();
      // The field itself is one of the places that the keys go round by.
      const places = [undefined, ...all];
      const step = event.key === 'ArrowDown' ? 1 : places.length - 1;
      activate(places[(places.indexOf(active) + step) % places.length]);
    } else return;
    event.preventDefault();
  });
  dialog.addEventListener('keydown', (event) => {
    // Where it would empty the field first, it closes the box at once.
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    dialog.close();
  });
  form.addEventListener('submit', () => remember(field.value));
  const rememberRow = ({ target }) => { if (target.closest('[role="option"]')) remember(field.value); };
  body.addEventListener('click', rememberRow);
  body.addEventListener('auxclick', rememberRow);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    const { target, clientX, clientY, ctrlKey, metaKey, shiftKey, defaultPrevented } = event;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const isBeside = target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom);
    // What is chosen may be on this page.
    if (isBeside || (target.closest('a') && !ctrlKey && !metaKey && !shiftKey && !defaultPrevented)) dialog.close();
  });

  // Where the focus was before the field at the head of the page had it, if it was opened by the key.
  let origin;
  dialog.addEventListener('close', () => {
    if (origin === document.body) document.activeElement.blur();
    else origin?.focus();
  });

  return (text, back) => {
    if (!dialog.open) origin = back;
    if (text) field.value = text;
    if (!dialog.open) dialog.showModal();
    // What is typed first shall not wait for the first files.
    engine().catch(() => {});
    field.focus();
    if (!text) field.select();
    // What was searched lately may have changed.
    if (!field.value || dialog.dataset.searched !== field.value) ask(field.value);
  };
}
