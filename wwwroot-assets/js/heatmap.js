// The day under the pointer or the arrow keys of a year heatmap, and the way to its log. The map is one drawing: which day is meant
// follows from where the pointer is, so nothing is sent to the server until a day is opened.
const dayMillis = 86_400_000;

function figures(map) {
  if (map.heatFor !== map.dataset.values) {
    map.heatFor = map.dataset.values;
    map.heatValues = map.heatFor.split(',').map(Number);
  }
  return map.heatValues;
}

function indexAt(map, event) {
  const svg = map.querySelector('svg');
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const { left, top, pitch, offset } = map.dataset;
  const column = Math.floor((at.x - left) / pitch);
  const row = Math.floor((at.y - top) / pitch);
  const index = column * 7 + row - offset;
  return column >= 0 && row >= 0 && row < 7 && index >= 0 && index < figures(map).length ? index : -1;
}

const dayOf = (map, index) => new Date(Date.parse(map.dataset.first) + index * dayMillis);

function describe(map, index) {
  const { metric, unit, nothing } = map.dataset;
  const value = figures(map)[index];
  const day = dayOf(map, index).toLocaleDateString(document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang,
    { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const text = value === 0 ? nothing
    : metric === 'Minutes' ? `${Math.floor(value / 3600)}:${String(Math.floor(value / 60) % 60).padStart(2, '0')} ${unit}` : `${value} ${unit}`;
  return `${day}: ${text}`;
}

function point(map, index) {
  const cursor = map.querySelector('.heat-cursor');
  const says = map.parentElement.querySelector('[data-heat-day]');
  map.dataset.at = index;
  if (index < 0) {
    cursor.setAttribute('d', '');
    return;
  }
  const { left, top, pitch, offset } = map.dataset;
  const cell = index + Number(offset);
  cursor.setAttribute('d', `M${Number(left) + Math.floor(cell / 7) * pitch} ${Number(top) + (cell % 7) * pitch}h10v10h-10z`);
  if (says) says.textContent = describe(map, index);
}

const open = (map, index) => index >= 0 && map.dataset.log && Blazor.navigateTo(map.dataset.log + dayOf(map, index).toISOString().slice(0, 10));

const steps = { ArrowLeft: -7, ArrowRight: 7, ArrowUp: -1, ArrowDown: 1 };

document.addEventListener('pointermove', event => {
  const map = event.target.closest?.('[data-heat]');
  if (map) point(map, indexAt(map, event));
});

document.addEventListener('click', event => {
  const map = event.target.closest?.('[data-heat]');
  if (map) open(map, indexAt(map, event));
});

document.addEventListener('focusin', event => {
  const map = event.target.closest?.('[data-heat]');
  if (map && map.matches(':focus-visible') && !(map.dataset.at >= 0)) point(map, figures(map).length - 1);
});

document.addEventListener('keydown', event => {
  const map = event.target.closest?.('[data-heat]');
  if (!map) return;
  const last = figures(map).length - 1;
  const at = map.dataset.at >= 0 ? Number(map.dataset.at) : last;
  if (event.key === 'Enter') open(map, at);
  else if (event.key === 'Home') point(map, 0);
  else if (event.key === 'End') point(map, last);
  else if (event.key in steps) point(map, Math.min(last, Math.max(0, at + steps[event.key])));
  else return;
  event.preventDefault();
});
