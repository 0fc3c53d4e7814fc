// The timer page alone on the screen, and boxes that save themselves.
const root = document.documentElement;

function setFull(on) {
  root.classList.toggle('timer-full', on);
  for (const button of document.querySelectorAll('[data-full-screen]')) {
    button.dataset.enter ??= button.textContent;
    button.textContent = on ? button.dataset.leave : button.dataset.enter;
  }
}

document.addEventListener('click', event => {
  if (!event.target.closest('[data-full-screen]')) return;
  if (root.classList.contains('timer-full')) {
    setFull(false);
    if (document.fullscreenElement) document.exitFullscreen();
  } else {
    setFull(true);
    root.requestFullscreen?.().catch(() => { /* the page alone without the screen is still better than nothing */ });
  }
});

document.addEventListener('fullscreenchange', () => { if (!document.fullscreenElement) setFull(false); });
document.addEventListener('keydown', event => { if (event.key === 'Escape' && !document.querySelector('[role=dialog]')) setFull(false); });

// A box with data-autosave tells the page of its text a moment after the last key, as if it had been left.
const waiting = new WeakMap();
document.addEventListener('input', event => {
  const box = event.target;
  if (!box.matches?.('[data-autosave]')) return;
  clearTimeout(waiting.get(box));
  waiting.set(box, setTimeout(() => box.dispatchEvent(new Event('change', { bubbles: true })), 800));
});
