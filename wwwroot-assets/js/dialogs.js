// Native dialogs: data-opens="id" opens one, data-closes (or a click beside it) closes the one around it. The browser keeps the
// focus inside, closes on Esc and gives the focus back.
document.addEventListener('click', event => {
  const opener = event.target.closest('[data-opens]');
  if (opener) {
    for (const open of document.querySelectorAll('dialog[open]')) if (open.id !== opener.dataset.opens) open.close();
    const dialog = document.getElementById(opener.dataset.opens);
    if (dialog && !dialog.open) dialog.showModal();
  } else if (event.target.closest('[data-closes]') || event.target.matches('dialog.sheet')) {
    event.target.closest('dialog')?.close();
  }
});

// Radzen's dialog hears Esc only half a second after it is there; until then (it has no options yet) its close button is pressed.
document.addEventListener('keydown', event => {
  const content = event.key === 'Escape' && [...document.querySelectorAll('.rz-dialog-content')].at(-1);
  if (content && !content.options) content.closest('.rz-dialog').querySelector('.rz-dialog-titlebar-close')?.click();
});

// The first field of such a dialog has the focus as soon as it is there: Radzen gives it half a second later, and what a fast typist
// has typed by then would go on in another field.
new MutationObserver(() => {
  const content = [...document.querySelectorAll('.rz-dialog-content')].at(-1);
  const first = content && !content.hadFocus && content.querySelector('input, select, textarea, button');
  if (!first) return;
  content.hadFocus = true;
  (first.type === 'radio' && content.querySelector(`input[name="${first.name}"]:checked`) || first).focus();
}).observe(document.body, { childList: true, subtree: true });
