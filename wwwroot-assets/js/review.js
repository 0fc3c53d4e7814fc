// A review sitting in the browser: its keys, how long each answer took, and the outbox. An answer is put into the outbox before it is
// handed over and leaves it only when the server has taken it, so a lost connection, a reload or a killed server loses none; a key of its own
// makes one that is handed over twice count once.
const retryAfter = 2000;
const giveUpAfter = 8000;
const sayAfter = 1500;
const typing = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable=true]';

function outbox(person) {
  const name = `reviews:${person}`;
  let items = [];
  const read = () => { try { items = JSON.parse(localStorage.getItem(name) ?? '[]'); } catch { /* private mode: kept in memory */ } return items; };
  const write = () => { try { localStorage.setItem(name, JSON.stringify(items)); } catch { /* the same */ } };
  return {
    first: () => read()[0],
    add: item => { read().push(item); write(); },
    drop: key => { items = read().filter(i => i.key !== key); write(); },
  };
}

// Not randomUUID: that is there on secure addresses only.
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');

const within = (promise, milliseconds) => new Promise((done, failed) => {
  const timer = setTimeout(() => failed(new Error('no answer')), milliseconds);
  promise.then(value => { clearTimeout(timer); done(value); }, error => { clearTimeout(timer); failed(error); });
});

export function open(root, page, person) {
  const box = outbox(person);
  let shown = null;
  let since = 0;
  let busy = false;
  let closed = false;
  let again = 0;
  let slow = 0;

  const say = isKept => { const text = root.querySelector('[data-kept]'); if (text) text.hidden = !isKept; };

  async function handOver() {
    if (busy || closed) return;
    busy = true;
    clearTimeout(again);
    slow ||= setTimeout(() => say(Boolean(box.first())), sayAfter);
    try {
      for (let item = box.first(); item && !closed; item = box.first()) {
        await within(page.invokeMethodAsync('TakeAsync', item.key, item.card, item.grade, item.ms, Math.max(0, Date.now() - item.at)), giveUpAfter);
        box.drop(item.key);
      }
      clearTimeout(slow);
      slow = 0;
      say(false);
    } catch {
      if (!closed) again = setTimeout(handOver, retryAfter);
    } finally {
      busy = false;
    }
  }

  function look() {
    const card = root.querySelector('[data-card]');
    if (card === shown) return;
    // The button that had the focus is gone with the card before.
    const moves = shown && (document.activeElement === document.body || !document.activeElement);
    shown = card;
    since = performance.now();
    if (moves) card?.querySelector('[data-show] button')?.focus({ preventScroll: true });
  }

  function show() {
    if (!shown || shown.dataset.shown) return;
    shown.dataset.shown = 'yes';
    for (const part of shown.querySelectorAll('[data-answer], [data-grades]')) part.hidden = false;
    shown.querySelector('[data-show]').hidden = true;
    shown.querySelector('[data-answer]').focus({ preventScroll: true });
  }

  function grade(value) {
    if (!shown?.dataset.shown || shown.dataset.given) return;
    shown.dataset.given = value;
    shown.querySelector(`[data-grade="${value}"]`)?.classList.add('given');
    box.add({ key: newKey(), card: Number(shown.dataset.card), grade: Number(value), ms: Math.round(performance.now() - since), at: Date.now() });
    handOver();
  }

  function onClick(event) {
    const button = event.target.closest('[data-grade]');
    if (button) grade(button.dataset.grade);
    else if (event.target.closest('[data-show] button')) show();
  }

  function onKey(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open], .rz-dialog')) return;
    const name = event.key === ' ' ? 'Space' : event.key;
    if (event.target.closest?.(typing) ? name !== 'Escape' : root.dataset.keys !== 'on' && name !== 'Escape') return;
    // Space and Enter press what has the focus.
    if ((name === 'Space' || name === 'Enter') && event.target.closest?.('a, button, summary') && !event.target.closest('[data-show]')) return;
    if ((name === 'Space' || name === 'Enter') && shown && !shown.dataset.shown) show();
    else if (/^[1-4]$/.test(name) && shown) grade(name);
    else {
      const element = [...root.querySelectorAll('[data-key]')].find(e => e.dataset.key.split(' ').includes(name) && !e.disabled);
      if (!element) return;
      element.click();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const watch = new MutationObserver(look);
  watch.observe(root, { childList: true, subtree: true });
  root.addEventListener('click', onClick);
  document.addEventListener('keydown', onKey, { capture: true });
  look();
  handOver();

  return {
    close() {
      closed = true;
      clearTimeout(again);
      clearTimeout(slow);
      watch.disconnect();
      root.removeEventListener('click', onClick);
      document.removeEventListener('keydown', onKey, { capture: true });
    },
  };
}
