// Everything the pages need in the browser. Loaded once, on every page; what starts Blazor stands first, for the clock waits for the server.
import './connection.js';
import './dialogs.js';
import './closing.js';
import './keys.js';
import './drafts.js';
import './forms.js';
import './clock.js';
import './menus.js';
import './heatmap.js';
import './timer.js';
import './print.js';
import './picture.js';
import './passkeys.js';
import './codes.js';
import './quiz.js';

// The device's zone is a first guess on the form that asks for it; what counts is what the person saves.
for (const select of document.querySelectorAll('select[data-device-zone]')) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...select.options].some(o => o.value === zone)) select.value = zone;
}
