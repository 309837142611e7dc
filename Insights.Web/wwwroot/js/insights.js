// What the pages gain from script. Everything works without it: menus are <details>, filters are a form, charts are SVG with a table.

// Menus: one open at a time, closed by Escape or a click elsewhere.
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const menu = event.target.closest?.('details.menu[open]') ?? document.querySelector('details.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

// Filter bar: dates that are typed in take the preset off; a preset clears the dates.
for (const form of document.querySelectorAll('[data-filter-bar] .filter-form')) {
  const period = form.elements.period;
  const days = [form.elements.from, form.elements.to];
  for (const day of days) day?.addEventListener('input', () => { period.value = ''; });
  period?.addEventListener('change', () => {
    if (period.value) for (const day of days) day.value = '';
  });
}

// Long option lists: find as you type.
for (const search of document.querySelectorAll('[data-option-search]')) {
  search.hidden = false;
  const options = [...search.closest('fieldset').querySelectorAll('.option')];
  search.addEventListener('input', () => {
    const words = search.value.trim().toLowerCase();
    for (const option of options) option.hidden = words.length > 0 && !option.textContent.toLowerCase().includes(words);
  });
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
}

// Theme: the button's form stores the choice on the server; script only knows what the system shows when nothing was chosen.
for (const button of document.querySelectorAll('[data-theme-toggle]')) {
  if (!document.documentElement.dataset.theme) {
    button.value = matchMedia('(prefers-color-scheme: dark)').matches ? 'light' : 'dark';
  }
}

// Replaces what is in a part and leaves the reader where they were: the same element has the keyboard, the same tables are scrolled, the same details are open.
const replaceInPlace = (part, nodes) => {
  const name = (element) => element.id || element.getAttribute('href') || element.getAttribute('aria-label') || element.textContent;
  const active = part.contains(document.activeElement) && document.activeElement !== part ? document.activeElement : null;
  const alike = (element) => [...part.querySelectorAll(element.tagName)].filter((other) => name(other) === name(element));
  const place = active && alike(active).indexOf(active);
  const regions = [...part.querySelectorAll('.table-region')].map((region) => [region.getAttribute('aria-label'), region.scrollLeft, region.scrollTop]);
  const open = new Set([...part.querySelectorAll('details[open] > summary')].map((summary) => summary.textContent));
  part.replaceChildren(...nodes);
  for (const summary of part.querySelectorAll('details > summary')) if (open.has(summary.textContent)) summary.parentElement.open = true;
  for (const region of part.querySelectorAll('.table-region')) {
    const was = regions.find(([label]) => label === region.getAttribute('aria-label'));
    if (was) [, region.scrollLeft, region.scrollTop] = was;
  }
  if (!active) return;
  const again = alike(active);
  (again[place] ?? again[0] ?? part).focus({ preventScroll: true });
};

// Pages that watch something running: the marked part is fetched anew until it says it is finished. An empty mark is none: Razor writes data attributes without a value too.
for (const part of document.querySelectorAll('[data-refresh]:not([data-refresh=""])')) {
  const seconds = Number(part.dataset.refresh);
  const tick = async () => {
    // Nobody looks: nothing is asked until somebody does, and then at once.
    if (document.hidden) {
      document.addEventListener('visibilitychange', tick, { once: true });
      return;
    }
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page && page.getElementById(part.id);
    if (fresh) {
      const inside = part.contains(document.activeElement) && document.activeElement !== part;
      if (!fresh.dataset.refresh) {
        // Finished: what stood under the keyboard is gone, so the part itself takes it and a screen reader says where one is.
        part.replaceChildren(...fresh.childNodes);
        document.title = page.title;
        if (inside) part.focus({ preventScroll: true });
        return;
      }
      if (part.dataset.refreshKeeps === 'place') {
        // Somebody is copying a number: it must not vanish under the pointer.
        const selected = getSelection();
        if (selected.isCollapsed || !part.contains(selected.anchorNode)) replaceInPlace(part, fresh.childNodes);
      } else if (!inside) {
        part.replaceChildren(...fresh.childNodes);
      } else {
        // What a person is about to press must not move away under the pointer: only the numbers change.
        for (const live of part.querySelectorAll('[data-live]')) {
          const now = fresh.querySelector(`[data-live="${live.dataset.live}"]`);
          if (now) live.replaceChildren(...now.childNodes);
        }
      }
    }
    setTimeout(tick, seconds * 1000);
  };
  setTimeout(tick, seconds * 1000);
}

// Confirmation for what cannot be taken back.
document.addEventListener('submit', (event) => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});
