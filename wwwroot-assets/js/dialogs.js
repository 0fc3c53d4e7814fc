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
