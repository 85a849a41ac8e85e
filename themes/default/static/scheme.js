// The light or dark page that a reader has chosen, before anything of it is shown. casebook.js has the choice itself.
try {
  const scheme = localStorage.getItem('casebook-scheme');
  if (scheme) document.documentElement.dataset.scheme = scheme;
} catch { /* Nothing is kept. */ }
