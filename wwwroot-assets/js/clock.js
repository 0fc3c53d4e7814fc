// Draws every running clock from the instants in its attributes. The server's time is asked for once and carried on by the
// browser's monotonic clock, so a device whose clock is wrong, or is set while a session runs, shows the right time.
let serverAtZero = Date.now() - performance.now();

async function synchronize() {
  const sent = performance.now();
  try {
    const server = Number(await (await fetch('/clock', { cache: 'no-store' })).text());
    const received = performance.now();
    if (server > 0) serverAtZero = server - (sent + received) / 2;
  } catch { /* offline: the last answer still holds */ }
}

export const now = () => serverAtZero + performance.now();

const two = n => String(n).padStart(2, '0');
const format = seconds => `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

export function netSeconds(element) {
  const { started, pausedSeconds, pausedAt } = element.dataset;
  const until = pausedAt ? Number(pausedAt) : now();
  return Math.max(0, Math.floor((until - Number(started)) / 1000) - Number(pausedSeconds));
}

function draw() {
  for (const element of document.querySelectorAll('[data-clock]')) {
    const text = format(netSeconds(element));
    if (element.textContent !== text) element.textContent = text;
  }
}

await synchronize();
draw();
setInterval(draw, 250);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && synchronize().then(draw));
