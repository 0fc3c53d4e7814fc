// Keeps what is typed into anything marked data-draft="key", so that it survives a reload and a lost connection. A component that
// has stored the form calls clear(key). Passwords and files are never kept.
const name = key => `draft:${key}`;
const boxes = 'input, select, textarea';
const fields = root => (root.matches(boxes) ? [root] : [...root.querySelectorAll(boxes)])
  .filter(f => (f.name || f.id) && !['password', 'file', 'hidden', 'submit', 'button'].includes(f.type) && !f.readOnly);
const idOf = field => (field.name || field.id) + (field.type === 'radio' ? `=${field.value}` : '');
const isChoice = field => field.type === 'checkbox' || field.type === 'radio';
const restored = new WeakSet();

function save(root) {
  const values = Object.fromEntries(fields(root).map(f => [idOf(f), isChoice(f) ? f.checked : f.value]));
  try { localStorage.setItem(name(root.dataset.draft), JSON.stringify(values)); } catch { /* full or forbidden: nothing to keep in */ }
}

// Field by field: what is chosen in one may bring up others.
function restore(root) {
  const fresh = fields(root).filter(field => !restored.has(field));
  if (fresh.length === 0) return;
  const values = JSON.parse(localStorage.getItem(name(root.dataset.draft)) ?? 'null');
  for (const field of fresh) {
    restored.add(field);
    const value = values?.[idOf(field)];
    // The one that is on switches the others of its group off.
    if (field.type === 'radio' && value === false) continue;
    if (value === undefined || value === (isChoice(field) ? field.checked : field.value)) continue;
    if (isChoice(field)) field.checked = value; else field.value = value;
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

// What one person typed is not for the next one at this browser.
document.addEventListener('submit', event => {
  if (!event.target.matches('[data-forgets-drafts]')) return;
  for (const key of Object.keys(localStorage).filter(k => k.startsWith(name('')))) localStorage.removeItem(key);
});

export function clear(key) { localStorage.removeItem(name(key)); }

for (const type of ['input', 'change']) {
  document.addEventListener(type, event => {
    const root = event.isTrusted && event.target.closest?.('[data-draft]');
    if (root) save(root);
  });
}

const restoreAll = () => document.querySelectorAll('[data-draft]').forEach(restore);
// Blazor attaches its handlers in the same batch as it adds the elements: a task later they are there.
new MutationObserver(() => setTimeout(restoreAll)).observe(document.body, { childList: true, subtree: true });
restoreAll();
