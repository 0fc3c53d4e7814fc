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

// One tab takes each sounding on: the first that can be heard.
function take(keys) {
  const rung = JSON.parse(localStorage.getItem(slot) ?? '[]');
  const fresh = keys.filter(key => !rung.includes(key));
  if (fresh.length) localStorage.setItem(slot, JSON.stringify([...rung, ...fresh].slice(-20)));
  return fresh.length > 0;
}

/** Sounds for what is new among these alarms; without any it is silent at once. */
export async function ring(keys) {
  if (!keys.length) return hush();
  if (!canSound()) return;
  let isFirst = true;
  try { isFirst = navigator.locks ? await navigator.locks.request(slot, () => take(keys)) : take(keys); } catch { /* no storage: better twice than never */ }
  if (isFirst) {
    hush();
    beat(rounds);
  }
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
