// The theme stands in a cookie, so that the server writes it into the first byte of the next page and nothing flashes.
export function show(theme) {
  if (document.documentElement.dataset.theme !== theme) document.documentElement.dataset.theme = theme;
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
}
