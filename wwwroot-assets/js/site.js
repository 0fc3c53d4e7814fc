// Everything the pages need in the browser. Loaded once, on every page.
import './dialogs.js';
import './clock.js';
import './menus.js';

// The device's zone is a first guess on the form that asks for it; what counts is what the person saves.
for (const select of document.querySelectorAll('select[data-device-zone]')) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...select.options].some(o => o.value === zone)) select.value = zone;
}

document.addEventListener('click', event => {
  if (event.target.closest('[data-retry]')) Blazor.reconnect();
  if (event.target.closest('[data-reload]')) location.reload();
});
