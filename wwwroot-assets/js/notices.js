// What a notice does in the browser: an alarm sounds in one tab for all of this browser, a system notice is shown by the system.
import { canSound, chime } from './alarm.js';

const slot = 'study.rung';
const rounds = 8;
let next = null;

function hush() {
  clearTimeout(next);
  next = null;
}

function beat(left) {
  chime();
  next = left > 1 ? setTimeout(() => beat(left - 1), 3000) : null;
}

const rung = () => { try { return JSON.parse(localStorage.getItem(slot) ?? '[]'); } catch { return []; } };

// One tab takes each sounding on: the first that can be heard. It holds a lock meanwhile, because what one tab writes into the storage
// reaches another only a moment later; the storage remembers for a page that is opened afterwards.
const takes = key => !navigator.locks ? true : new Promise(taken => navigator.locks.request(`${slot} ${key}`, { ifAvailable: true }, lock => {
  taken(lock !== null);
  return lock && new Promise(release => setTimeout(release, 60_000));
}).catch(() => taken(true)));

/** Sounds for what is new among these alarms; without any it is silent at once. */
export async function ring(keys) {
  if (!keys.length) return hush();
  if (!canSound()) return;
  const fresh = [];
  for (const key of keys.filter(key => !rung().includes(key))) if (await takes(key)) fresh.push(key);
  if (!fresh.length) return;
  try { localStorage.setItem(slot, JSON.stringify([...rung(), ...fresh].slice(-20))); } catch { /* full or forbidden: better twice than never */ }
  hush();
  beat(rounds);
}

/** granted, denied, default, or unsupported. */
export const permission = () => globalThis.Notification?.permission ?? 'unsupported';

export const ask = () => globalThis.Notification ? Notification.requestPermission() : 'unsupported';

/** Shows a system notice; false where the browser does not let a page do so. */
export function show(id, title, address) {
  try {
    const notice = new Notification(title, { tag: `study-notice-${id}`, icon: '/icons/icon.svg' });
    notice.onclick = () => {
      focus();
      notice.close();
      if (address) Blazor.navigateTo(address);
    };
    return true;
  } catch { return false; }
}
