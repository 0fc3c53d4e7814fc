// Saves a chart as a picture: the drawing that is seen, under its title, in the colours of the page.
const margin = 16;
const head = 40;
const looks = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'opacity', 'font', 'text-anchor', 'dominant-baseline'];

/** The drawing with each part's look written into it, so that it needs no style sheet. */
function alone(svg, { width, height }) {
  const copy = svg.cloneNode(true);
  const parts = svg.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((part, i) => {
    const seen = getComputedStyle(parts[i]);
    for (const look of looks) part.style.setProperty(look, seen.getPropertyValue(look));
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
}

async function save(chart, name) {
  const svg = [...chart.querySelectorAll('svg:not(.icon)')].find(s => s.getBoundingClientRect().width > 0);
  if (!svg) return;
  const box = svg.getBoundingClientRect();
  const image = new Image();
  image.src = alone(svg, box);
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [2 * (box.width + 2 * margin), 2 * (box.height + head + margin)];
  const drawing = canvas.getContext('2d');
  const colour = name => getComputedStyle(chart).getPropertyValue(name);
  drawing.scale(2, 2);
  drawing.fillStyle = getComputedStyle(chart.closest('.card')).backgroundColor;
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.fillStyle = colour('color');
  drawing.font = `600 15px ${colour('font-family')}`;
  drawing.fillText(chart.querySelector('h2, h3').textContent, margin, 26);
  drawing.drawImage(image, margin, head, box.width, box.height);
  const link = document.createElement('a');
  link.href = canvas.toDataURL('image/png');
  link.download = `${name}.png`;
  link.click();
}

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-picture]');
  if (button) save(button.closest('.chart'), button.dataset.picture);
});
