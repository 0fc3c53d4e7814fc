// Draws every running clock from the instants in its attributes. The server's time is asked for once and carried on by the
// browser's monotonic clock, so a device whose clock is wrong, or is set while a session runs, shows the right time.
import { announce } from './alarm.js';

let serverAtZero = Date.now() - performance.now();
let wallAtZero = serverAtZero;
let asking = null;

async function ask() {
  const sent = performance.now();
  try {
    const server = Number(await (await fetch('/clock', { cache: 'no-store' })).text());
    const received = performance.now();
    if (server > 0) serverAtZero = server - (sent + received) / 2;
  } catch { /* offline: the last answer still holds */ }
  wallAtZero = Date.now() - performance.now();
}

/** Asks the server for its time, once at a time. */
export const synchronize = () => asking ??= ask().finally(() => asking = null);

/** The server's time now, Unix milliseconds. */
export const now = () => serverAtZero + performance.now();

// The monotonic clock stands still while some devices sleep: a jump against the wall clock shows it.
export const hasSlept = () => Math.abs(Date.now() - performance.now() - wallAtZero) > 1500;

const two = n => String(n).padStart(2, '0');
const format = seconds => seconds < 3600
  ? `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
  : `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

const netSeconds = ({ started, pausedSeconds, pausedAt }) =>
  Math.max(0, Math.floor(((pausedAt ? Number(pausedAt) : now()) - Number(started)) / 1000) - Number(pausedSeconds));

/** Whole seconds until the phase ends (negative when it is over), or null when the clock counts up. */
function left(data) {
  if (data.breakEnds) return Math.ceil((Number(data.breakEnds) - now()) / 1000);
  return data.targetSeconds ? Number(data.targetSeconds) - netSeconds(data) : null;
}

function textOf(data) {
  const rest = left(data);
  return rest === null ? format(netSeconds(data)) : rest >= 0 ? format(rest) : `+${format(-rest)} ${data.over}`;
}

function share(data) {
  const whole = data.breakEnds ? (Number(data.breakEnds) - Number(data.pausedAt)) / 1000 : Number(data.targetSeconds);
  return whole > 0 ? Math.min(1, Math.max(0, 1 - left(data) / whole)) : 0;
}

// The phase that runs, so that its end is noticed also when the server's news of the next one comes first.
let phase = null;

function watchPhase(data) {
  const rest = data && !(data.pausedAt && !data.breakEnds) ? left(data) : null;
  const next = rest === null ? null : {
    key: `${data.clock}:${data.breakEnds ? 'break' : data.phase}:${data.breakEnds || Number(data.started) + 1000 * (Number(data.pausedSeconds) + Number(data.targetSeconds))}`,
    kind: data.breakEnds ? 'break' : data.phase,
    end: data.breakEnds ? Number(data.breakEnds) : now() + 1000 * rest,
  };
  if (phase && next?.key === phase.key) {
    next.done = phase.done;
  } else if (next) {
    next.done = rest <= 0;
  }
  const over = phase && !phase.done && now() >= phase.end - (next?.key === phase.key ? 0 : 1500) ? phase : null;
  if (over) {
    over.done = true;
    if (next?.key === over.key) next.done = true;
    announce(over.kind, over.key, data?.name ?? '');
  }
  phase = next;
}

let prefix = '';

// The title's own text node is changed in place: it belongs to the page, which writes to the same node when it navigates.
function drawTitle(text) {
  const node = document.querySelector('title')?.firstChild;
  if (!node) return;
  const bare = prefix && node.data.startsWith(prefix) ? node.data.slice(prefix.length) : node.data;
  prefix = text ? `${text} · ` : '';
  const wanted = prefix + bare;
  if (node.data !== wanted) node.data = wanted;
}

export function draw() {
  if (hasSlept()) synchronize();
  const clocks = document.querySelectorAll('[data-clock]');
  for (const element of clocks) {
    const text = textOf(element.dataset);
    if (element.textContent !== text) element.textContent = text;
    element.classList.toggle('over', text.startsWith('+'));
  }
  const data = clocks[0]?.dataset;
  for (const bar of data ? document.querySelectorAll('[data-progress]') : []) {
    const percent = Math.round(1000 * share(data)) / 10;
    if (bar.dataset.drawn !== String(percent)) {
      bar.dataset.drawn = percent;
      bar.setAttribute('aria-valuenow', Math.round(percent));
      bar.firstElementChild.style.width = `${percent}%`;
    }
  }
  watchPhase(data);
  drawTitle(data ? textOf(data) : '');
}

await synchronize();
draw();
setInterval(draw, 250);
// A page in the background gets few timers; a worker keeps the beat, so that the title goes on and an end is not missed.
const beat = new Worker(new URL('./beat.js', import.meta.url));
beat.onmessage = () => document.hidden && draw();
document.addEventListener('visibilitychange', () => !document.hidden && synchronize().then(draw));
addEventListener('pageshow', event => event.persisted && synchronize().then(draw));
