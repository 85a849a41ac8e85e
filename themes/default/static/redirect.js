// An old address leads on with the part behind its "#". Without scripts the page leads to the top of the new one.
(() => {
  const link = document.querySelector('main a[href]');
  if (link) location.replace(link.href + location.hash);
})();
