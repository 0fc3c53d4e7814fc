// Recovery codes on a page without a circuit: copied, or saved as a file.
import { save } from './download.js';

const codes = () => [...document.querySelectorAll('[data-codes] li')].map(code => code.textContent).join('\n');

// A press before this is here would do nothing, so the buttons come with it.
customElements.define('study-codes', class extends HTMLElement {
  connectedCallback() { this.hidden = false; }
});

document.addEventListener('click', async event => {
  const copy = event.target.closest('[data-copy-codes]');
  if (copy) {
    // Over plain HTTP from another machine there is no clipboard. The codes stand on the page.
    const copied = await navigator.clipboard?.writeText(codes()).then(() => true, () => false);
    copy.textContent = copied ? copy.dataset.done : copy.dataset.failed;
  }
  const file = event.target.closest('[data-save-codes]');
  if (file) save(`${file.dataset.saveCodes}.txt`, 'text/plain', `${codes()}\n`);
});
