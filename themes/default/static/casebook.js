// Everything works without this file. Two small comforts:
// addresses without "index.html", and menus that are open where there is room.
(() => {
  const { protocol, pathname, search, hash } = location;
  if (/^https?:$/.test(protocol) && pathname.endsWith('/index.html')) {
    history.replaceState(history.state, '', pathname.slice(0, -10) + search + hash);
  }
  for (const details of document.querySelectorAll('details[data-open-from]')) {
    const wide = matchMedia(`(min-width: ${details.dataset.openFrom})`);
    const set = () => { details.open = wide.matches; };
    wide.addEventListener('change', set);
    set();
  }
})();
