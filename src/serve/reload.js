// Keeps this page of the preview as new as its sources, and shows what is wrong with them.
(() => {
  "use strict";

  const loaded = document.currentScript.dataset.generation;
  const DISMISSED = "casebook-dismissed";
  const STYLE = `
    dialog {
      box-sizing: border-box; width: min(72rem, 100vw - 2rem); max-height: calc(100vh - 2rem);
      padding: 1.25rem; border: 0; border-top: 0.5rem solid #b32424; border-radius: 0.25rem;
      background: #fff; color: #202122; font: 1rem/1.5 system-ui, sans-serif; text-align: start;
    }
    dialog::backdrop { background: rgb(0 0 0 / 50%); }
    h2 { margin: 0 0 0.75rem; font-size: 1.25rem; }
    pre {
      margin: 0 0 1rem; padding: 0.75rem; overflow: auto; max-height: calc(100vh - 12rem);
      background: #f8f9fa; font: 0.875rem/1.4 ui-monospace, monospace; tab-size: 4;
    }
    button { padding: 0.375rem 1rem; font: inherit; }
    @media (prefers-color-scheme: dark) {
      dialog { background: #202122; color: #eaecf0; border-top-color: #fd7865; }
      pre { background: #101418; }
    }
  `;

  let source = null;
  let overlay = null;

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // A dialog of the browser's own brings the focus, the Escape key and the layer on top. It lives
  // in a shadow tree, where the site's styles do not reach it.
  function makeOverlay() {
    const host = element("div", { lang: "en", dir: "ltr" });
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];

    const text = element("pre", { id: "text", tabIndex: 0 });
    const close = element("button", { type: "button", autofocus: true }, "Close");
    const title = element("h2", { id: "title" }, "The site has faults");
    const dialog = element("dialog", {}, title, text, close);
    dialog.setAttribute("role", "alertdialog");
    dialog.setAttribute("aria-labelledby", "title");
    dialog.setAttribute("aria-describedby", "text");
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      sessionStorage.setItem(DISMISSED, dialog.dataset.generation);
    });

    shadow.append(dialog);
    document.body.append(host);
    return { dialog, text };
  }

  // Faults that were put aside on one page do not come back on the next.
  function showFaults(generation, text) {
    if (sessionStorage.getItem(DISMISSED) === generation) return;
    overlay ??= makeOverlay();
    overlay.text.textContent = text;
    overlay.dialog.dataset.generation = generation;
    if (!overlay.dialog.open) overlay.dialog.showModal();
  }

  // A browser keeps only a few connections to one server, so a page that nobody sees lets go of
  // its own. The first event after it comes back says what it has missed.
  function connect() {
    if (source || document.hidden) return;
    source = new EventSource("/_casebook/events");
    source.addEventListener("reload", (event) => {
      if (event.lastEventId !== loaded) location.reload();
    });
    source.addEventListener("faults", (event) => showFaults(event.lastEventId, event.data));
    source.addEventListener("error", () => {
      // As a rule the browser tries again by itself; where it has given up, do it here.
      if (source?.readyState !== EventSource.CLOSED) return;
      disconnect();
      setTimeout(connect, 1000);
    });
  }

  function disconnect() {
    source?.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) disconnect();
    else connect();
  });
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", connect);
  connect();
})();
