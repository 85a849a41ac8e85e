// The page where people ask for help: makes a mail and a file of the answers and offers ways to send them. Nothing
// is sent from here; without this script the page shows the questions, to be answered in a mail.
(() => {
  const form = document.getElementById('ask');
  const at = (id) => document.getElementById(`ask-${id}`);
  const all = (selector) => [...form.querySelectorAll(selector)];
  /** The questions, each with the element that holds its fields. */
  const questions = all('[data-input]').map((element) => ({ ...element.dataset, element }));
  const lines = all('[data-input] input[type="text"], [data-input] textarea');
  const fields = [...lines, ...all('select')];
  const choices = all('.choices input');
  // What was written is kept when somebody goes on in another language.
  const KEY = `casebook-ask:${new URL(form.dataset.root || './', location).pathname}`;
  // The lengths of an address that the forges' servers and old mail programs take.
  const LONGEST = { forge: 8000, mail: 1900 };
  let id;
  let file;
  let mail;

  // ---------- The answers ----------

  /** An answer without what a field cannot hold: half characters, control characters, odd line ends, comments of HTML. */
  const clean = (text) => text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]/g, '')
    .replaceAll('<!--', '< !--')
    .trim();
  const answer = (name) => clean(at(name)?.value ?? '');
  const line = (name) => answer(name).replace(/\s+/g, ' ');
  const chosen = (name) => choices.filter((box) => box.name === name && box.checked && box.value);
  /** What was chosen of a question: the values, and what readers see for them. */
  function picked({ input, id: name }) {
    if (input !== 'list') return chosen(name).map((box) => [box.value, box.parentElement.textContent.trim()]);
    const option = at(name).selectedOptions[0];
    return option?.value ? [[option.value, option.textContent.trim()]] : [];
  }
  const isChosen = ({ input }) => ['one', 'several', 'list'].includes(input);
  const isLine = ({ input }) => ['line', 'account'].includes(input);
  const written = (question) => (isLine(question) ? line(question.id) : answer(question.id));
  const title = questions.find(({ field }) => field === 'title');

  // ---------- The mail ----------

  /** The answer to a question as people read it. */
  function shown(question) {
    if (!isChosen(question)) return written(question);
    return [...picked(question).map(([, text]) => text), line(`${question.id}-other`)].filter(Boolean).join('\n');
  }

  function writeMail() {
    const answered = questions.map((question) => [question.text, shown(question)]).filter(([, text]) => text);
    return [form.dataset.form, ...answered.map((pair) => pair.join('\n'))].filter(Boolean).join('\n\n') + '\n';
  }

  // ---------- The file ----------

  // A JSON string is a YAML string in double quotes. Lines of their own are easier to read in a block.
  const quoted = (text) => JSON.stringify(text);
  const text = (value) => value.includes('\n')
    ? `|-\n${value.split('\n').map((part) => (part.trim() ? `  ${part}` : '')).join('\n')}`
    : quoted(value);
  const list = (values) => (values.length ? `[${values.map(quoted).join(', ')}]` : '');
  /** A text that Markdown shows as it was written. */
  const plain = (value) => value.replace(/[\\`*_[\]<>#|~^$&]/g, '\\$&');

  const of = (field) => questions.find((question) => question.field === field);
  /** The account, if it is one; what else stands in its place is text of the request. */
  function login() {
    const question = of('requester.accounts');
    // As people are named in a text.
    const account = question ? written(question).replace(/^@/, '') : '';
    return account && new RegExp(form.dataset.accountPattern).test(account) ? account : '';
  }

  function requester() {
    const [name, affiliation] = ['requester.name', 'requester.affiliation'].map((field) => of(field) && written(of(field)));
    const account = login();
    if (!name && !affiliation && !account) return '';
    const rows = [`  name: ${quoted(name || account || affiliation)}`];
    if (affiliation) rows.push(`  affiliation: ${quoted(affiliation)}`);
    if (account) rows.push(`  accounts: {${form.dataset.account}: ${quoted(account)}}`);
    return `\n${rows.join('\n')}`;
  }

  /** What a field says. */
  function value(question) {
    const values = isChosen(question) && picked(question).map(([id]) => id);
    switch (question.input) {
      case 'one': return values[0] ?? '';
      case 'list': case 'several': return list(values);
      case 'lines': return list(written(question).split('\n').map((part) => part.trim()).filter(Boolean));
      default: return written(question) && text(written(question));
    }
  }

  /** What no field takes. */
  function left(question) {
    if (!question.field) return shown(question);
    if (question.input === 'account') return login() ? '' : written(question);
    return isChosen(question) ? line(`${question.id}-other`) : '';
  }

  function writeFile() {
    const simple = questions.filter(({ field }) => field && field !== 'title' && !field.startsWith('requester.'));
    const rows = [
      ['title', title && value(title)],
      ['requester', requester()],
      ['received', id.day],
      ['channel', 'form'],
      ...simple.map((question) => [question.field, value(question)]),
    ];
    const front = rows.filter(([, value]) => value)
      .map(([name, value]) => `${name}:${value.startsWith('\n') ? '' : ' '}${value}\n`);
    const others = questions.map((question) => [question.text, left(question)]).filter(([, text]) => text)
      .map(([asked, text]) => `\n## ${plain(asked)}\n\n${plain(text)}\n`);
    return `---\n${front.join('')}---\n${others.join('')}`;
  }

  // ---------- Its name ----------

  const OTHER_LETTERS = { 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ł': 'l', 'ı': 'i' };
  function name() {
    const words = written(title).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
      .replace(/[ßæœøđðþłı]/g, (letter) => OTHER_LETTERS[letter])
      .replace(/[^a-z0-9]+/g, '-').slice(0, 60).replace(/^-+|-+$/g, '');
    // Of a title in another script too little is left.
    return `${words.length > 2 ? words : `request-${id.day.replace(/-/g, '')}`}-${id.letters}`;
  }

  /** Letters by chance, so that two who ask for the same at once do not meet. No vowels: no words. */
  function newId() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, '0');
    const letters = crypto.getRandomValues(new Uint8Array(4));
    return {
      day: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
      letters: [...letters].map((byte) => 'bcdfghjklmnpqrstvwxz'[byte % 20]).join(''),
    };
  }

  // ---------- What is shown ----------

  const show = (element, on) => { if (element) element.hidden = !on; };
  /** Puts a sentence of the page where it is seen and read out; empties the place without one. */
  function say(place, sentence) {
    const nodes = sentence ? [...at(`say-${sentence}`).childNodes].map((node) => node.cloneNode(true)) : [];
    if (place.dataset.says === (sentence ?? '')) return;
    place.dataset.says = sentence ?? '';
    place.replaceChildren(...nodes);
  }

  const isPrivate = (value) => /[^\s@]+@[^\s@]+\.[^\s@]{2}/.test(value) || /(\+|\b00)\d([\s().\/-]*\d){6}/.test(value);
  const isNumber = (value) => /\d([\s().\/-]*\d){6}/.test(value);

  function update() {
    file = writeFile();
    mail = writeMail();
    at('preview').value = mail;
    at('file').value = file;
    at('path').textContent = `content/requests/${name()}/index.md`;
    for (const field of lines) {
      const hides = isPrivate(field.value) || (field.closest('[data-input]').dataset.field === 'requester.name' && isNumber(field.value));
      if (hides || !field.hasAttribute('aria-invalid')) say(at(`${field.id.slice(4)}-note`), hides ? 'private' : null);
    }
    offerForge();
    offerMail();
  }

  function offerForge() {
    const page = form.dataset.newFile;
    if (!page) return;
    const takesText = page.includes('TEXT-OF-REQUEST');
    const named = page.replace('ID-OF-REQUEST', name());
    const whole = named.replace('TEXT-OF-REQUEST', () => encodeURIComponent(file));
    // Who is not logged in is sent to do so first, with this address packed into another one.
    const fits = encodeURIComponent(whole).length <= LONGEST.forge;
    at('forge').href = fits ? whole : named.replace(/[?&][a-z]+=TEXT-OF-REQUEST/, '');
    show(at('forge-hint'), takesText && fits);
    show(at('forge-empty'), !takesText);
    show(at('forge-long'), takesText && !fits);
    // What has to be copied is there to be copied.
    if (!takesText || !fits) at('as-file').open = true;
  }

  function offerMail() {
    const address = form.dataset.mail;
    if (!address) return;
    const subject = encodeURIComponent([...written(title)].slice(0, 60).join(''));
    const link = (body) => `${address}?subject=${subject}&body=${encodeURIComponent(body.replace(/\n/g, '\r\n'))}`;
    const whole = link(mail);
    const fits = whole.length <= LONGEST.mail;
    at('mail').href = fits ? whole : link(at('mail-paste').textContent);
    show(at('mail-hint'), fits);
    show(at('mail-long'), !fits);
  }

  // ---------- The ways to send ----------

  /** Whether it can be sent; leads to what is missing. */
  function isReady(event) {
    const missing = questions.find((question) => 'needed' in question && !shown(question));
    if (!missing) return true;
    event.preventDefault();
    const field = at(missing.id) ?? missing.element.querySelector('input');
    field.setAttribute('aria-invalid', 'true');
    say(at(`${missing.id}-note`), 'missing');
    field.focus();
    return false;
  }

  async function copy(place) {
    try {
      await navigator.clipboard.writeText(place.value);
    } catch {
      place.focus();
      place.select();
      // Older than the clipboard above, but there where a page was opened from a folder.
      if (!document.execCommand('copy')) return say(at('status'), 'not-copied');
    }
    say(at('status'), 'copied');
  }

  function download(event) {
    if (!isReady(event)) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([file], { type: 'text/markdown' }));
    link.download = `${name()}.md`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say(at('status'), 'saved');
  }

  // ---------- The draft ----------

  // Storage may be full, switched off or forbidden: then there is no draft, and nothing else is lost.
  function keep() {
    try {
      const draft = { id, choices: choices.filter((box) => box.checked).map((box) => [box.name, box.value]) };
      draft.fields = fields.filter((field) => field.value).map((field) => [field.id, field.value]);
      localStorage.setItem(KEY, JSON.stringify(draft));
    } catch { /* See above. */ }
  }

  function restore() {
    try {
      const draft = JSON.parse(localStorage.getItem(KEY));
      for (const field of fields) field.value = draft.fields.find(([id]) => id === field.id)?.[1] ?? '';
      for (const box of choices) box.checked = draft.choices.some(([of, value]) => of === box.name && value === box.value);
      id = draft.id;
      return true;
    } catch {
      return false;
    }
  }

  /** What somebody has searched for and not found says what they need, unless they have begun to say it themselves. */
  function takeQuestion() {
    const asked = new URLSearchParams(location.search).get('q');
    const field = title && at(title.id);
    if (asked && field && !field.value) field.value = [...clean(asked).replace(/\s+/g, ' ')].slice(0, field.maxLength).join('');
  }

  function startAgain() {
    if (!confirm(at('say-again').textContent)) return;
    try { localStorage.removeItem(KEY); } catch { /* There was none. */ }
    for (const field of fields) field.value = '';
    for (const box of choices) box.checked = box.type === 'radio' && box.value === '';
    id = newId();
    show(at('restored'), false);
    say(at('status'), null);
    update();
    suggest();
    lines[0]?.focus();
  }

  // ---------- What there is already ----------

  const words = (value) => new Set(value.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').match(/[\p{L}\p{N}]{4,}/gu));
  let answers;
  async function load() {
    // A page from a folder may not read other files of it.
    if (!location.protocol.startsWith('http')) return [];
    try {
      const found = await (await fetch(form.dataset.answers)).json();
      return found.map(([title, url, more]) => ({ title, url, named: words(title), all: words(`${title} ${more}`) }));
    } catch {
      return [];
    }
  }

  async function suggest() {
    answers = answers ?? load();
    const known = await answers;
    const asked = [...words(['title', 'description'].map((field) => of(field) && written(of(field))).join(' '))];
    const scores = new Map();
    for (const word of asked) {
      const has = (set) => set.has(word) || set.has(word.replace(/s$/, '')) || set.has(`${word}s`);
      const found = known.filter((entry) => has(entry.all));
      // A word that many pages have says little.
      const weight = Math.log(1 + known.length / found.length);
      for (const entry of found) scores.set(entry, (scores.get(entry) ?? 0) + weight * (has(entry.named) ? 2 : 1));
    }
    const best = [...scores].filter(([, score]) => score > 1.3).sort((a, b) => b[1] - a[1]).slice(0, 5);
    const rows = best.map(([{ title, url }]) => {
      const row = document.createElement('li');
      const link = row.appendChild(document.createElement('a'));
      link.href = form.dataset.root + url;
      link.textContent = title;
      return row;
    });
    at('answers').querySelector('ul').replaceChildren(...rows);
    show(at('answers'), rows.length > 0);
  }

  // ---------- Beginning ----------

  show(at('restored'), restore());
  takeQuestion();
  id = id ?? newId();
  show(at('plain'), false);
  show(form, true);
  update();

  let later;
  const soon = () => {
    clearTimeout(later);
    later = setTimeout(() => { keep(); suggest(); }, 400);
  };
  form.addEventListener('input', (event) => {
    event.target.removeAttribute('aria-invalid');
    say(at('status'), null);
    update();
    soon();
  });
  addEventListener('pagehide', () => { if (later) keep(); });
  at('forge')?.addEventListener('click', isReady);
  at('mail')?.addEventListener('click', isReady);
  at('download').addEventListener('click', download);
  at('copy').addEventListener('click', () => copy(at('preview')));
  at('copy-file').addEventListener('click', () => copy(at('file')));
  at('again').addEventListener('click', startAgain);
})();
