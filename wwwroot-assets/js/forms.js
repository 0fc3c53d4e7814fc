// Escape in a form presses what is marked data-cancel in it, unless a dialog takes the key.
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || document.querySelector('dialog[open], .rz-dialog')) return;
  event.target.closest?.('form')?.querySelector('[data-cancel]')?.click();
});
