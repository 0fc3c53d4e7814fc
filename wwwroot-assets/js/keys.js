// Single-key shortcuts. What they are is read from the page (#shortcut-keys), so a changed setting holds at once; what they press
// is any element marked with data-action, or on a page without it the link marked with data-action-else.
const typing = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable=true]';
let prefix = null;

export function press(action) {
  if (action.startsWith('go:')) return Blazor.navigateTo(action.slice(3));
  if (action === 'help') return document.getElementById('shortcuts')?.showModal();
  const element = [...document.querySelectorAll(`[data-action="${action}"]`)].find(e => !e.disabled && e.getClientRects().length);
  if (element?.matches(typing)) element.focus(); else (element ?? document.querySelector(`[data-action-else="${action}"]`))?.click();
}

export function closePalette() { document.getElementById('palette')?.close(); }

const map = () => JSON.parse(document.getElementById('shortcut-keys')?.dataset.keys ?? '{}');

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.isComposing) return;
  const open = document.querySelector('dialog[open]');
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
    if (!document.getElementById('palette')) return;
    event.preventDefault();
    if (open?.id === 'palette') open.close(); else if (!open) press('search');
    return;
  }
  // The arrows choose in the list; in the box they would move the cursor.
  if (event.target.matches?.('.palette-box') && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) event.preventDefault();
  if (event.ctrlKey || event.metaKey || event.altKey || open || event.target.closest?.(typing) || document.querySelector('.rz-dialog')) return;
  const keys = map();
  const pressed = prefix ? `${prefix} ${event.key}` : event.key;
  if (event.key === 'Shift') return;
  prefix = null;
  if (keys[pressed]) {
    event.preventDefault();
    press(keys[pressed]);
  } else if (Object.keys(keys).some(k => k.startsWith(`${pressed} `))) {
    prefix = pressed;
    setTimeout(() => { prefix = null; }, 1500);
  }
});

// The chosen line of the palette stays in sight.
new MutationObserver(changes => changes.find(c => c.target.ariaSelected === 'true')?.target.scrollIntoView({ block: 'nearest' }))
  .observe(document.body, { subtree: true, attributeFilter: ['aria-selected'] });
