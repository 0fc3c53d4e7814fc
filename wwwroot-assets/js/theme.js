// The theme stands in a cookie, so that the server writes it into the first byte of the next page and nothing flashes.
const secure = location.protocol === 'https:';

export function show(theme) {
  if (document.documentElement.dataset.theme !== theme) document.documentElement.dataset.theme = theme;
  // Over TLS by the name that the server gives all its cookies.
  document.cookie = `${secure ? '__Host-' : ''}theme=${theme}; path=/; max-age=31536000; samesite=lax${secure ? '; secure' : ''}`;
}
