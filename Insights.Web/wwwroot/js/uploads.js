// Uploads in pieces. A dropped connection costs nothing that has arrived: the rest is sent as soon as the portal answers again.
// Without script the form posts by itself, in one go.

const PIECE = 8 * 1024 * 1024;
const LONGEST_PAUSE = 30;

const size = (bytes) => {
  if (bytes < 1024) return `${bytes} bytes`;
  const units = ['KiB', 'MiB', 'GiB'];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < 2) { value /= 1024; unit += 1; }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
};
const left = (seconds) => {
  if (seconds < 2) return 'a moment left';
  if (seconds < 60) return `about ${Math.ceil(seconds)} s left`;
  return seconds < 3600 ? `about ${Math.ceil(seconds / 60)} min left` : `about ${(seconds / 3600).toFixed(1)} h left`;
};

/** What the portal answered, with words for a person. */
class Refusal extends Error {
  constructor(status, words) { super(words); this.status = status; }
}

/** One request; XMLHttpRequest, because it tells how much of a body has gone. */
const ask = (method, url, { headers = {}, body = null, onProgress = null, stop = null } = {}) => new Promise((done, failed) => {
  const request = new XMLHttpRequest();
  request.open(method, url);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  if (onProgress) request.upload.addEventListener('progress', (event) => onProgress(event.loaded));
  request.addEventListener('load', () => done(request));
  for (const type of ['error', 'timeout']) request.addEventListener(type, () => failed(new Error('connection')));
  request.addEventListener('abort', () => failed(new Error('stopped')));
  stop?.addEventListener('abort', () => request.abort(), { once: true });
  request.send(body);
});
const detail = (request, otherwise) => {
  try { return JSON.parse(request.responseText).detail ?? otherwise; } catch { return otherwise; }
};
const signedOut = (request) => request.status === 401 || request.responseURL.includes('/account/sign-in');

/** Sends files to their addresses, one after the other, whatever happens to the connection. */
class Transfer {
  constructor(jobs, token, show) {
    this.jobs = jobs; // { file, url, sent, bytes }
    this.token = token;
    this.show = show;
    this.stop = new AbortController();
    this.samples = [];
  }

  get total() { return this.jobs.reduce((sum, job) => sum + job.bytes, 0); }

  get sent() { return this.jobs.reduce((sum, job) => sum + job.sent, 0); }

  tell(words = null) {
    const now = performance.now();
    this.samples.push([now, this.sent]);
    while (this.samples.length > 2 && now - this.samples[0][0] > 5000) this.samples.shift();
    const [then, before] = this.samples[0];
    const rate = now - then > 400 ? ((this.sent - before) * 1000) / (now - then) : 0;
    const pace = rate > 0 ? ` · ${size(rate)}/s · ${left((this.total - this.sent) / rate)}` : '';
    this.show(words ?? `${size(this.sent)} of ${size(this.total)}${pace}`, words !== null);
  }

  async run() {
    for (const job of this.jobs) {
      while (job.sent < job.bytes) await this.persist(() => this.piece(job), job);
    }
  }

  async piece(job) {
    const from = job.sent;
    const request = await ask('PATCH', job.url, {
      headers: { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(from), 'X-Form-Token': this.token },
      body: job.file.slice(from, from + PIECE),
      stop: this.stop.signal,
      onProgress: (loaded) => { job.sent = Math.min(job.bytes, from + loaded); this.tell(); },
    });
    if (request.status === 204 || request.status === 409) {
      job.sent = Number(request.getResponseHeader('Upload-Offset'));
      this.pauses = 0;
      this.tell();
    } else {
      job.sent = from;
      if (signedOut(request)) throw new Refusal(401, 'Your session has ended. Sign in in another tab, come back here and press “Go on”: what has arrived is kept.');
      const words = detail(request, `The portal answered ${request.status}.`);
      // Busy, overloaded, restarting behind a proxy: it may take the same piece in a moment.
      if ([423, 429, 500, 502, 503, 504, 507].includes(request.status)) throw new Error(words);
      throw new Refusal(request.status, words);
    }
  }

  /** Tries again until it works, is stopped, or the portal says that it never will. */
  async persist(step, job) {
    try {
      await step();
    } catch (problem) {
      if (problem instanceof Refusal || this.stop.signal.aborted) throw problem;
      this.pauses = (this.pauses ?? 0) + 1;
      const pause = Math.min(LONGEST_PAUSE, 2 ** (this.pauses - 1));
      const why = problem.message === 'connection' ? 'The connection broke.' : problem.message;
      this.tell(`${why} ${size(this.sent)} of ${size(this.total)} have arrived and are kept; trying again in ${pause} s.`);
      await this.wait(pause);
      const head = await ask('HEAD', job.url, { stop: this.stop.signal }).catch(() => null);
      if (head && signedOut(head)) throw new Refusal(401, 'Your session has ended. Sign in in another tab, come back here and press “Go on”: what has arrived is kept.');
      if (head && (head.status === 404 || head.status === 410)) throw new Refusal(410, 'The portal was restarted, and with it went the key of what had arrived. Nothing was imported. Load Data health and send the files again.');
      if (head?.status === 204) job.sent = Number(head.getResponseHeader('Upload-Offset'));
      this.samples = [];
    }
  }

  wait(seconds) {
    return new Promise((done) => {
      const end = () => { clearTimeout(timer); removeEventListener('online', end); done(); };
      const timer = setTimeout(end, seconds * 1000);
      addEventListener('online', end);
      this.stop.signal.addEventListener('abort', end, { once: true });
    });
  }
}

for (const form of document.querySelectorAll('[data-upload], [data-resume]')) {
  const input = form.querySelector('input[type=file]');
  const area = form.querySelector('[data-drop]');
  const list = form.querySelector('[data-transfer]');
  const text = form.querySelector('[data-transfer-text]');
  const status = form.querySelector('[data-transfer-status]');
  const send = form.querySelector('[data-send]');
  const stopButton = form.querySelector('[data-stop]');
  const token = form.elements.__RequestVerificationToken.value;
  let transfer = null;
  let plan = null; // { page, files: [{ url, name, bytes, received, modified }] }: what the portal awaits

  for (const type of ['dragenter', 'dragover']) {
    area.addEventListener(type, (event) => {
      event.preventDefault();
      area.classList.add('over');
    });
  }
  for (const type of ['dragleave', 'drop']) area.addEventListener(type, () => area.classList.remove('over'));
  area.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length === 0 || transfer) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change'));
  });

  const line = (name, words, done, of) => {
    const item = document.createElement('li');
    const label = document.createElement('span');
    label.className = 'break';
    label.textContent = name;
    const state = document.createElement('span');
    state.className = 'muted';
    state.textContent = ` ${words}`;
    item.append(label, state);
    if (of !== undefined) {
      const bar = document.createElement('progress');
      bar.max = Math.max(1, of);
      bar.value = done;
      bar.setAttribute('aria-label', `${name} sent`);
      item.append(bar);
    }
    return item;
  };
  // A screen reader hears every tenth percent, not every piece.
  let heard = -1;
  const show = (words, important) => {
    text.textContent = words;
    const percent = Math.floor((100 * transfer.sent) / Math.max(1, transfer.total));
    if (important) status.textContent = words;
    else if (Math.floor(percent / 10) !== heard) {
      heard = Math.floor(percent / 10);
      status.textContent = `${percent} % sent`;
    }
    list.replaceChildren(...transfer.jobs.map((job) => line(job.name, job.sent >= job.bytes ? `arrived, ${size(job.bytes)}` : `${size(job.sent)} of ${size(job.bytes)}`, job.sent, job.bytes)));
  };
  const say = (words, bad = false) => {
    text.textContent = words;
    text.classList.toggle('tone-bad', bad);
    text.classList.toggle('muted', !bad);
    status.textContent = words;
  };
  const leaving = (event) => event.preventDefault();
  const busy = (on) => {
    input.disabled = on;
    send.disabled = on;
    if (stopButton) stopButton.hidden = !on;
    if (on) addEventListener('beforeunload', leaving);
    else removeEventListener('beforeunload', leaving);
  };

  input.addEventListener('change', () => {
    const files = [...input.files];
    if (form.dataset.upload !== undefined && !plan) list.replaceChildren(...files.map((file) => line(file.name, size(file.size))));
    say(files.length === 0 ? '' : `${files.length} ${files.length === 1 ? 'file' : 'files'} chosen, ${size(files.reduce((sum, file) => sum + file.size, 0))}.`);
  });

  const begin = async (files) => {
    const request = await ask('POST', '/data-health/uploads', {
      headers: { 'Content-Type': 'application/json', 'X-Form-Token': token },
      body: JSON.stringify({ files: files.map((file) => ({ name: file.name, bytes: file.size, modified: file.lastModified })) }),
    });
    if (signedOut(request)) throw new Refusal(401, 'Your session has ended. Load this page again and sign in.');
    if (request.status !== 201) throw new Refusal(request.status, detail(request, 'The portal did not take these files. Load this page again and repeat.'));
    const begun = JSON.parse(request.responseText);
    // From here on the address leads to this upload: a reloaded page goes on with it.
    history.replaceState(null, '', begun.page);
    return begun;
  };

  const awaited = async () => {
    const request = await ask('GET', form.dataset.resume ?? `${plan.page}/files`);
    if (signedOut(request)) throw new Refusal(401, 'Your session has ended. Sign in in another tab, come back here and press “Go on”: what has arrived is kept.');
    if (request.status !== 200) throw new Refusal(request.status, 'This upload is not known any more. Load Data health and send the files again.');
    return JSON.parse(request.responseText);
  };

  form.addEventListener('submit', async (event) => {
    if (event.submitter && event.submitter !== send) return;
    event.preventDefault();
    const chosen = [...input.files];
    try {
      busy(true);
      heard = -1;
      plan = form.dataset.upload !== undefined && !plan ? await begin(chosen) : await awaited();
      const jobs = [];
      for (const [index, expected] of plan.files.entries()) {
        if (expected.received === expected.bytes) continue;
        // The portal may have cleaned the name: on a first sending the order tells, later size and time of change do.
        const file = plan.files.length === chosen.length && chosen[index].size === expected.bytes && chosen[index].lastModified === expected.modified
          ? chosen[index]
          : chosen.find((candidate) => candidate.size === expected.bytes && candidate.lastModified === expected.modified);
        if (!file) throw new Refusal(0, `“${expected.name}” is not among the chosen files, or it was changed since. Choose the very file whose beginning has arrived, or discard this upload and begin again.`);
        jobs.push({ file, name: expected.name, url: expected.url, sent: expected.received, bytes: expected.bytes });
      }
      transfer = new Transfer(jobs, token, show);
      transfer.tell();
      await transfer.run();
      busy(false);
      say('Everything has arrived. Checking it now.');
      location.href = plan.page;
    } catch (problem) {
      busy(false);
      if (transfer?.stop.signal.aborted) return;
      transfer = null;
      say(problem instanceof Refusal ? problem.message : 'The portal could not be reached. Check the connection and press the button again.', true);
      if (plan) send.textContent = 'Go on';
    }
  });

  stopButton?.addEventListener('click', async () => {
    transfer?.stop.abort();
    removeEventListener('beforeunload', leaving);
    if (plan) await ask('POST', `${plan.page}?handler=Cancel`, { headers: { 'X-Form-Token': token } }).catch(() => null);
    location.href = '/data-health';
  });
}
