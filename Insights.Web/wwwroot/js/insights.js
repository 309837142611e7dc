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

// Pages that watch something running: the marked part is fetched anew until it says it is finished.
for (const part of document.querySelectorAll('[data-refresh]')) {
  const seconds = Number(part.dataset.refresh);
  const tick = async () => {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page && page.getElementById(part.id);
    if (fresh) {
      // What a person is about to press must not move away under the pointer.
      if (!part.contains(document.activeElement) || document.activeElement === part) part.replaceChildren(...fresh.childNodes);
      if (!fresh.dataset.refresh) return;
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

// Upload: drop files on the area, watch them go. Without script the form posts by itself.
for (const form of document.querySelectorAll('[data-upload]')) {
  const input = form.querySelector('input[type=file]');
  const area = form.querySelector('[data-drop]');
  const bar = form.querySelector('[data-upload-progress]');
  const text = form.querySelector('[data-upload-text]');
  for (const type of ['dragenter', 'dragover']) {
    area.addEventListener(type, (event) => {
      event.preventDefault();
      area.classList.add('over');
    });
  }
  for (const type of ['dragleave', 'drop']) area.addEventListener(type, () => area.classList.remove('over'));
  area.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) input.files = event.dataTransfer.files;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const request = new XMLHttpRequest();
    const button = form.querySelector('button');
    button.disabled = true;
    bar.hidden = false;
    const say = (words) => { text.textContent = words; };
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (!lengthComputable) return;
      const percent = Math.floor((100 * loaded) / total);
      bar.querySelector('progress').value = percent;
      say(percent < 100 ? `${percent} % sent` : 'Received, being read');
    });
    request.addEventListener('load', () => {
      if (request.status < 400) {
        location.href = request.responseURL;
      } else {
        button.disabled = false;
        say(request.status === 413 ? 'These files are larger than 2 GiB together.' : 'The portal did not take these files. Load this page again and repeat.');
      }
    });
    request.addEventListener('error', () => {
      button.disabled = false;
      say('The connection broke. Press the button to send the files again.');
    });
    request.open('POST', form.action);
    request.send(new FormData(form));
  });
}
