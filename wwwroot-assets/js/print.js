// A button that prints the page as it stands. On paper nothing is folded that a reader would miss.
document.addEventListener('click', event => {
  if (event.target.closest?.('[data-print]')) print();
});

let folded = [];

addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('details.report-table:not([open])')];
  for (const part of folded) part.open = true;
});

addEventListener('afterprint', () => {
  for (const part of folded) part.open = false;
});
