// The end of a countdown, a round or a break is never silent: a banner if the page is seen, a system notice if it is not, and a
// sound, once over all tabs.
let audio = null;

// A browser lets a page sound only after the person has touched it.
for (const type of ['pointerdown', 'keydown']) {
  addEventListener(type, () => {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') audio.resume();
  }, { capture: true, passive: true });
}

// The question whether notices may be shown belongs to the press that makes them useful.
addEventListener('click', event => {
  if (event.target.closest?.('[data-ask-notices]') && globalThis.Notification?.permission === 'default') Notification.requestPermission();
});

/** Whether this page may sound: the person has touched it. */
export const canSound = () => audio?.state === 'running';

export function chime() {
  if (!canSound()) return;
  for (const [index, pitch] of [659.25, 880, 1046.5].entries()) {
    const at = audio.currentTime + index * 0.22;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.type = 'sine';
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.25, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.7);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.75);
  }
}

// One tab sounds for all: the first that takes the lock of this end.
async function once(key, act) {
  const isNew = () => localStorage.getItem('study.alarm') !== key && (localStorage.setItem('study.alarm', key), true);
  try {
    const first = navigator.locks ? await navigator.locks.request('study.alarm', isNew) : isNew();
    if (first) act();
  } catch { act(); }
}

function showBanner(text) {
  const banner = document.querySelector('[data-phase-banner]');
  if (!banner) return;
  banner.textContent = text;
  banner.hidden = false;
  const hide = () => banner.hidden = true;
  banner.onclick = hide;
  setTimeout(hide, 30_000);
}

/** Tells that a phase is over. */
export function announce(kind, key, name) {
  const timer = document.querySelector('[data-timer]');
  const banner = document.querySelector('[data-phase-banner]');
  if (!timer || !banner) return;
  const text = { round: banner.dataset.roundOver, break: banner.dataset.breakOver, time: banner.dataset.timeOver }[kind];
  showBanner(text);
  once(key, () => {
    if (timer.dataset.sound === 'true') chime();
    if (document.hidden && timer.dataset.notices === 'true' && globalThis.Notification?.permission === 'granted') {
      try {
        const notice = new Notification(text, { body: name, tag: 'study-timer', icon: '/icons/icon.svg' });
        notice.onclick = () => { focus(); notice.close(); };
      } catch { /* some phones allow notices from service workers only; the sound and the banner remain */ }
    }
  });
}
