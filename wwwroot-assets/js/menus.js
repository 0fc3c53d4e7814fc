// A menu (details.menu) closes when something in it was chosen, on a click elsewhere, and on Escape, which gives the focus back.
const open = () => document.querySelectorAll('details.menu[open]');

document.addEventListener('click', event => {
  for (const menu of open()) {
    if (!menu.contains(event.target) || event.target.closest('.menu-items')) menu.open = false;
  }
});
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
