// Sends a request of the page that tries the API and brings status, headers that matter and body as text.
export async function send(method, address, body, token) {
  const headers = {};
  if (body) headers['Content-Type'] = 'application/json';
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(new URL(address, document.baseURI), { method, headers, body: body || undefined, cache: 'no-store' });
  const text = await answer.text();
  const shown = ['ETag', 'Location', 'Allow'].filter(h => answer.headers.has(h)).map(h => `${h}: ${answer.headers.get(h)}`);
  let pretty = text;
  try { pretty = JSON.stringify(JSON.parse(text), null, 2); } catch { /* no JSON: as it is */ }
  return [`${answer.status} ${answer.statusText}`, ...shown, '', pretty].join('\n');
}
