// Closes a lesson from the keyboard: P, L, A, E mark the student, digits change a topic, C covers all, Enter saves. Off inside text
// boxes, under dialogs, and when single-key shortcuts are switched off. It listens before the shortcuts of every page.
const typing = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable=true]';
const acts = 'a, button, summary, input[type=button], input[type=submit]';

const choose = (rows, row) => rows.forEach(r => r.toggleAttribute('data-now', r === row && rows.length > 1));

function act(form, event) {
  const rows = [...form.querySelectorAll('[data-student]')];
  const row = rows.find(r => r.hasAttribute('data-now')) ?? rows[0];
  const next = rows[rows.indexOf(row) + 1];
  if (event.key === 'P' && event.shiftKey) return form.querySelector('[data-closing-all], [data-mark=p]')?.click() ?? true;
  const key = event.key.toLowerCase();
  if ('plae'.includes(key) && key.length === 1) {
    row?.querySelector(`[data-mark=${key}]`)?.click();
    if (key === 'l') row?.querySelector('[data-late]')?.focus();
    choose(rows, next ?? row);
    return true;
  }
  if (key === 'c') return form.querySelector('[data-closing-covered]')?.click() ?? true;
  if (/^[1-9]$/.test(key)) {
    const states = [...(form.querySelectorAll('[data-topic]')[key - 1]?.querySelectorAll('input[type=radio]') ?? [])];
    states[(states.findIndex(s => s.checked) + 1) % states.length]?.click();
    return true;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && rows.length > 1 && !event.target.matches('input')) {
    choose(rows, rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + step))]);
    return true;
  }
  if (event.key === 'Enter' && !event.target.closest?.(acts)) {
    form.requestSubmit();
    return true;
  }
  return false;
}

document.addEventListener('keydown', event => {
  const form = document.querySelector('form[data-closing]');
  if (!form || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(typing) || document.querySelector('dialog[open], .rz-dialog')) return;
  if (document.getElementById('shortcut-keys')?.dataset.keys === '{}') return;
  if (act(form, event)) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);
