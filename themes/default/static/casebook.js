// Everything works without this file. Small comforts: addresses without "index.html", menus that are open
// where there is room, the search on the page itself, and the language that a reader has chosen.
(() => {
  const root = new URL('..', document.currentScript.src).href;
  // Only where the page knows itself to be at home: other servers may not fill in what is taken away.
  const { origin, pathname, search, hash } = location;
  const short = pathname.replace(/\/index\.html$/, '/');
  if (short !== pathname && document.querySelector('link[rel="canonical"]')?.href === origin + short) {
    history.replaceState(history.state, '', short + search + hash);
  }
  for (const details of document.querySelectorAll('details[data-open-from]')) {
    const wide = matchMedia(`(min-width: ${details.dataset.openFrom})`);
    const set = () => { details.open = wide.matches; };
    wide.addEventListener('change', set);
    set();
  }
  document.querySelectorAll('[data-zone]').forEach(tellTime);
  languages(document.querySelector('.languages'));
  scheme(document.querySelector('#scheme'));
  place(document.querySelector('.toc'));
  document.querySelectorAll('.menu-group > details, .languages > details').forEach(closing);
  for (const pre of document.querySelectorAll('pre[data-copy]')) copyButton(pre);
  const open = searchBox(document.querySelector('.site-search'));
  document.addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, altKey, metaKey } = event;
    const field = document.querySelector('input[type="search"]');
    if (key !== '/' || ctrlKey || altKey || metaKey || !field) return;
    // Readers can switch it off, since they may come upon it unintended.
    if ((document.documentElement.dataset.slash ?? kept('casebook-slash')) === 'off') return;
    if (target.isContentEditable || target.closest('input, textarea, select')) return;
    event.preventDefault();
    const before = document.activeElement;
    // Where letters go until the box is there.
    field.focus();
    field.select();
    open?.(before);
  });

  /**
   * The form at the head of the page opens a box that searches there. Its scripts and its style are loaded when it is first used; where
   * they cannot be, the form leads to the search page, as it does without scripts. Gives what opens the box.
   */
  function searchBox(form) {
    if (!form) return undefined;
    const field = form.elements.q;
    const loaded = (element, before) => new Promise((onload, onerror) => {
      document.head.insertBefore(Object.assign(element, { onload, onerror }), before);
    });
    const load = (src) => loaded(make('script', { src, async: false }), null);
    // Before the rules of paper and of the site, which win over it as on the search page.
    const dress = () => document.querySelector('link[href$="theme/search.css"]')
      || loaded(make('link', { rel: 'stylesheet', href: `${root}theme/search.css` }), document.querySelector('link[media="print"]'));
    let box;
    let isOpening = false;
    let isComposing = false;
    async function open(back) {
      if (isOpening) return;
      isOpening = true;
      box ??= Promise.all([
        dress(),
        ...[
          new URL('words.js', form.action).href,
          ...['parts', 'box'].map((name) => `${root}theme/search-${name}.js`),
        ].map(load),
      ]).then(() => casebookSearchBox(root));
      try {
        const show = await box;
        // A letter that is still being put together would be lost.
        if (isComposing) return;
        show(field.value, back);
        field.value = '';
      } catch {
        box = undefined;
      } finally {
        isOpening = false;
      }
    }
    field.setAttribute('aria-haspopup', 'dialog');
    field.addEventListener('click', () => open());
    field.addEventListener('compositionstart', () => { isComposing = true; });
    field.addEventListener('compositionend', () => {
      isComposing = false;
      open();
    });
    field.addEventListener('input', () => open());
    form.addEventListener('submit', (event) => {
      if (field.value.trim()) return;
      event.preventDefault();
      open();
    });
    return open;
  }

  /** The time of day in a time zone, behind its name. */
  function tellTime(place) {
    const { zone: timeZone, now } = place.dataset;
    try {
      const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: 'numeric', minute: '2-digit', timeZone });
      const time = Object.assign(document.createElement('span'), { className: 'aside', textContent: now.replace('{time}', clock.format(new Date())) });
      place.append(' ', time);
    } catch { /* The browser does not know the zone. */ }
  }

  /** A menu that hangs over the page closes when the reader goes on. */
  function closing(menu) {
    menu.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || !menu.open) return;
      menu.open = false;
      menu.querySelector('summary').focus();
    });
    document.addEventListener('click', ({ target }) => { if (!menu.contains(target)) menu.open = false; });
    menu.addEventListener('focusout', ({ relatedTarget: to }) => { if (to && !menu.contains(to)) menu.open = false; });
  }

  /** What is chosen in the menu of languages is offered on pages in other languages. */
  function languages(nav) {
    if (!nav) return;
    const links = [...nav.querySelectorAll('a[lang]')];
    nav.addEventListener('click', ({ target }) => {
      const link = target.closest('a[lang]');
      if (link) keep('casebook-language', link.lang);
    });
    const chosen = kept('casebook-language');
    const link = links.find(({ lang, dataset }) => lang === chosen && dataset.offer);
    if (link) document.querySelector('.skip').after(offer(link));
  }

  /** One line that leads to the page in the language of the link, until it is taken away. */
  function offer(link) {
    const { offer, close } = link.dataset;
    const line = make('aside', { className: 'offer', lang: link.lang, dir: 'auto' });
    const button = make('button', { type: 'button', textContent: '×' });
    button.setAttribute('aria-label', close);
    button.addEventListener('click', () => {
      keep('casebook-language', document.documentElement.lang);
      line.remove();
    });
    line.append(make('a', { href: link.href, hreflang: link.lang, textContent: offer }), button);
    return line;
  }

  /** Marks where in the contents the reader is. */
  function place(toc) {
    if (!toc) return;
    const entries = [...toc.querySelectorAll('a')].map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))]);
    let isAsked = false;
    const mark = () => {
      isAsked = false;
      // The last heading that has come as far up as where one reads.
      const read = entries.filter(([, heading]) => heading?.getBoundingClientRect().top < innerHeight / 3).pop();
      for (const [link] of entries) {
        if (link === read?.[0]) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    };
    addEventListener('scroll', () => {
      if (!isAsked) requestAnimationFrame(mark);
      isAsked = true;
    }, { passive: true });
    mark();
  }

  /** Light or dark pages, or what the device says. */
  function scheme(select) {
    if (!select) return;
    const { dataset } = document.documentElement;
    select.value = dataset.scheme ?? '';
    select.parentNode.hidden = false;
    select.addEventListener('change', () => {
      if (select.value) dataset.scheme = select.value;
      else delete dataset.scheme;
      keep('casebook-scheme', select.value);
    });
  }

  /** A button at the edge of a block of code copies it, and says that it has. */
  function copyButton(pre) {
    const box = make('div', { className: 'code' });
    const bar = make('div', { className: 'copy' });
    const button = make('button', { type: 'button', textContent: pre.dataset.copy });
    const told = make('span');
    told.setAttribute('role', 'status');
    button.addEventListener('click', async () => {
      told.textContent = '';
      if (!await copied(pre)) return;
      told.textContent = pre.dataset.copied;
      setTimeout(() => { told.textContent = ''; }, 4000);
    });
    bar.append(told, button);
    pre.replaceWith(box);
    box.append(pre, bar);
  }

  async function copied(pre) {
    try {
      await navigator.clipboard.writeText(pre.textContent.replace(/\n$/, ''));
      return true;
    } catch {
      // Not every browser lets pages from a folder or without TLS do that. Where the old way fails as well, the code
      // stays selected.
      getSelection().selectAllChildren(pre);
      const isDone = document.execCommand('copy');
      if (isDone) getSelection().removeAllRanges();
      return isDone;
    }
  }

  function make(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  /** A choice stays in the reader's browser, where that allows it, and is sent nowhere. */
  function keep(name, value) {
    try { localStorage.setItem(name, value); } catch { /* Nothing is kept. */ }
  }

  function kept(name) {
    try { return localStorage.getItem(name); } catch { return null; }
  }
})();
