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
