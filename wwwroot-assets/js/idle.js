// Watches for signs of the person over all tabs of this browser. When one comes after a long silence while the timer ran, the
// page is told to ask what happened. Nothing is decided here, and nothing is sent until then.
import { hasSlept, now, synchronize } from './clock.js';

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll'];
let page = null;
let checked = 0;

const store = {
  get: key => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* private mode */ } },
};
const pending = () => JSON.parse(store.get('study.idle') ?? 'null');
const number = text => Number(text || 0);

function silence() {
  const data = document.querySelector('[data-timer]')?.dataset;
  if (!data?.timer || !number(data.idleSeconds)) return null;
  const started = number(data.started);
  const seen = number(store.get('study.seen'));
  // A browser that has not been used since the start knows nothing: the server's last heartbeat does.
  const from = Math.max(seen >= started ? seen : number(data.heartbeat), number(data.lastAct));
  // A break that began by itself ends the silence that counts; a pause by hand is an act of its own.
  const to = data.pausedAt ? number(data.pausedAt) : now();
  return to - from >= 1000 * number(data.idleSeconds) ? { session: data.timer, from: Math.round(from), to: Math.round(to) } : null;
}

// Until the page has taken it (the connection may be gone for a moment), the next sign asks again.
let untaken = null;

async function ask(question) {
  store.set('study.idle', JSON.stringify(question));
  untaken = question;
  try {
    await page.invokeMethodAsync('AskIdle', question.from, question.to);
    untaken = null;
  } catch { /* asked again */ }
}

async function onSign() {
  const at = performance.now();
  if (!page || at - checked < 1000) return;
  checked = at;
  if (hasSlept()) await synchronize();
  const open = pending();
  const found = open ? null : silence();
  store.set('study.seen', String(Math.round(now())));
  if (found ?? untaken) ask(found ?? untaken);
}

function onSeen() {
  if (document.hidden) return;
  checked = -1e9;
  synchronize().then(onSign);
}

/** Starts to watch; a question that was left open is asked again. */
export async function watch(dotnet) {
  page = dotnet;
  await synchronize();
  const open = pending();
  const running = document.querySelector('[data-timer]')?.dataset.timer;
  if (open && open.session === running) {
    ask(open);
  } else {
    store.set('study.idle', null);
    checked = -1e9;
    onSign();
  }
  for (const sign of signs) addEventListener(sign, onSign, { capture: true, passive: true });
  document.addEventListener('visibilitychange', onSeen);
}

/** The question has been answered. */
export function settled() {
  untaken = null;
  store.set('study.idle', null);
  store.set('study.seen', String(Math.round(now())));
}

export function stop() {
  page = null;
  for (const sign of signs) removeEventListener(sign, onSign, { capture: true });
  document.removeEventListener('visibilitychange', onSeen);
}
