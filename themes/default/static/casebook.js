// Everything works without this file. Three small comforts: addresses without "index.html", menus
// that are open where there is room, and a key that leads to the search field.
(() => {
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
  document.addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, altKey, metaKey } = event;
    const field = document.querySelector('input[type="search"]');
    if (key !== '/' || ctrlKey || altKey || metaKey || !field || target.closest('input, textarea, select')) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
