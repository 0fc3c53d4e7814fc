// A form that a circuit takes has no method. Sent before the circuit is there it would load the page anew with its fields in the address.
document.addEventListener('submit', event => {
  if (!event.target.hasAttribute('method') && !document.querySelector('[data-live]')) event.preventDefault();
});

// Escape in a form presses what is marked data-cancel in it, unless a dialog takes the key.
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || document.querySelector('dialog[open], .rz-dialog')) return;
  event.target.closest?.('form')?.querySelector('[data-cancel]')?.click();
});

// Why a form was not taken is seen: the first reason comes into view when what was pressed lies a screen below it.
new MutationObserver(changes => {
  const added = changes.flatMap(change => [...change.addedNodes]).filter(node => node instanceof Element);
  const reasons = added.flatMap(node => node.matches('.refusal, .error') ? [node] : [...node.querySelectorAll('.refusal, .error')]);
  const first = reasons.filter(reason => reason.isConnected && reason.closest('form, .rz-dialog')).sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)[0];
  first?.scrollIntoView({ block: 'nearest' });
}).observe(document.body, { childList: true, subtree: true });
