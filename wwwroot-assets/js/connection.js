// Starts Blazor, tries every second to come back, and reloads when the server has forgotten the page (it was started anew).
Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 3600, retryIntervalMilliseconds: attempt => attempt === 0 ? 0 : attempt < 120 ? 1000 : 5000 } } });

const banner = document.getElementById('components-reconnect-modal');
const reloadIfForgotten = () => {
  if (banner.classList.contains('components-reconnect-rejected')) location.reload();
};
new MutationObserver(reloadIfForgotten).observe(banner, { attributeFilter: ['class'] });

async function retry() {
  try {
    if (!await Blazor.reconnect()) location.reload();
  } catch { /* still away: the banner stays */ }
}

addEventListener('online', () => banner.classList.contains('components-reconnect-failed') && retry());
document.addEventListener('click', event => {
  if (event.target.closest('[data-retry]')) retry();
  if (event.target.closest('[data-reload]')) location.reload();
});
