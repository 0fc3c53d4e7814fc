// The board of a lesson. Marks are drawn here at once; the circuit carries them to the store and to the others. What could not be sent
// yet is kept in the browser and sent again: a mark has a uid, so one that arrives twice is one.
const boards = new WeakMap();
const liveEvery = 60;
const maxNumbers = 3000;
const erasing = 120;

const uid = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');

class Board {
  constructor(element, server, moments) {
    this.element = element;
    this.server = server;
    this.canvas = element.querySelector('canvas');
    this.pen = this.canvas.getContext('2d');
    this.marks = moments.map(m => ({ ...m.mark, at: m.at }));
    this.live = new Map();
    this.undone = new Set();
    this.page = 0;
    this.tool = 'pen';
    this.ink = 'black';
    this.key = `board-${element.dataset.key}`;
    this.mayDraw = element.dataset.mayDraw === 'true' && element.dataset.key !== '';
    this.colours = Object.fromEntries([...element.querySelectorAll('[data-ink]')].map(b => [b.dataset.ink, b.dataset.colour]));
    this.waiting = JSON.parse(sessionStorage.getItem(this.key) ?? '[]');
    for (const mark of this.waiting) if (!this.marks.some(m => m.uid === mark.uid)) this.marks.push({ ...mark, at: Date.now() });
    this.abort = new AbortController();
    this.listen();
    this.draw();
    this.send();
  }

  listen() {
    const { signal } = this.abort;
    const on = (target, type, handler) => target?.addEventListener(type, handler, { signal });
    const { element, canvas } = this;
    on(element, 'click', event => this.press(event));
    on(element.querySelector('[data-write]'), 'submit', event => {
      event.preventDefault();
      this.write(event.target.querySelector('input'));
    });
    on(element.querySelector('[data-write] input'), 'keydown', event => {
      if (event.key === 'Escape') this.closeText();
    });
    if (this.mayDraw) {
      on(canvas, 'pointerdown', event => this.down(event));
      on(canvas, 'pointermove', event => this.move(event));
      on(canvas, 'pointerup', event => this.up(event));
      on(canvas, 'pointercancel', () => this.drop());
      on(canvas, 'keydown', event => {
        if ((event.ctrlKey || event.metaKey) && event.key === 'z') this.undo();
        if (event.key === 'Enter') this.openText([8000, 5000]);
      });
    }
    on(window, 'online', () => this.send());
  }

  close() {
    this.abort.abort();
    clearTimeout(this.retry);
    cancelAnimationFrame(this.frame);
  }

  press(event) {
    const button = event.target.closest('button, a');
    if (!button || !this.element.contains(button)) return;
    const { tool, ink, page } = button.dataset;
    if (tool) {
      this.tool = tool;
      this.mark('[data-tool]', b => b.dataset.tool === tool);
      if (tool === 'text' && event.detail === 0) this.openText([8000, 5000]);
    } else if (ink) {
      this.ink = ink;
      this.mark('[data-ink]', b => b.dataset.ink === ink);
    } else if (page) this.turn(this.page + Number(page));
    else if ('undo' in button.dataset) this.undo();
    else if ('replay' in button.dataset) this.replay();
    else if ('png' in button.dataset) this.save();
    else if ('svg' in button.dataset) button.href = `${button.href.split('?')[0]}?page=${this.page + 1}`;
  }

  mark(selector, isOn) {
    for (const button of this.element.querySelectorAll(selector)) button.setAttribute('aria-pressed', isOn(button));
  }

  turn(page) {
    this.page = Math.min(49, Math.max(0, page));
    this.draw();
  }

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    return [
      Math.round(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * 16000),
      Math.round(Math.min(1, Math.max(0, (event.clientY - box.top) / box.height)) * 10000),
    ];
  }

  size() {
    return Number(this.element.querySelector('[data-size]')?.value ?? 4);
  }

  down(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    if (this.tool === 'text') {
      this.openText(this.at(event));
      return;
    }
    this.canvas.setPointerCapture(event.pointerId);
    this.begin(this.at(event));
  }

  begin(point) {
    this.current = this.tool === 'erase'
      ? { uid: uid(), page: this.page, kind: 'Erase', points: [], erased: [] }
      : { uid: uid(), page: this.page, kind: 'Pen', points: [...point], ink: this.ink, size: this.size(), erased: [] };
    if (this.tool === 'erase') this.rub(point);
    this.draw();
  }

  move(event) {
    if (!this.current) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) {
      const point = this.at(each);
      if (this.current.kind === 'Erase') this.rub(point);
      else this.extend(point);
    }
    this.draw();
    this.tell();
  }

  extend(point) {
    const { points } = this.current;
    if (Math.hypot(point[0] - points.at(-2), point[1] - points.at(-1)) < 12) return;
    points.push(...point);
    if (points.length >= maxNumbers) {
      this.finish();
      this.begin(point);
    }
  }

  rub(point) {
    for (const mark of this.visible()) {
      if (this.current.erased.includes(mark.uid)) continue;
      const reach = erasing + mark.size * 5;
      for (let i = 0; i < mark.points.length; i += 2) {
        const [x, y] = mark.kind === 'Text' ? [Math.min(Math.max(point[0], mark.points[0]), mark.points[0] + mark.text.length * mark.size * 5), mark.points[1] - mark.size * 4] : [mark.points[i], mark.points[i + 1]];
        if (Math.hypot(x - point[0], y - point[1]) < reach && this.current.erased.length < 500) {
          this.current.erased.push(mark.uid);
          break;
        }
      }
    }
  }

  tell() {
    const now = performance.now();
    if (this.current.kind !== 'Pen' || now - (this.told ?? 0) < liveEvery) return;
    this.told = now;
    this.show(this.current);
  }

  show(mark) {
    this.server.invokeMethodAsync('Live', { ...mark, kind: 0 }).catch(() => {});
  }

  up(event) {
    if (!this.current) return;
    if (this.current.kind === 'Pen' && event) this.extend(this.at(event));
    this.finish();
    this.draw();
  }

  drop() {
    this.current = null;
    this.draw();
  }

  finish() {
    const mark = this.current;
    this.current = null;
    if (mark.kind === 'Erase' && mark.erased.length === 0) return;
    // The others see all of it now, not only once it is stored.
    if (mark.kind === 'Pen') this.show(mark);
    this.add(mark);
  }

  add(mark) {
    this.marks.push({ ...mark, at: Date.now() });
    this.waiting.push(mark);
    this.keep();
    this.send();
  }

  keep() {
    if (this.waiting.length) sessionStorage.setItem(this.key, JSON.stringify(this.waiting));
    else sessionStorage.removeItem(this.key);
  }

  async send() {
    if (this.isSending) return;
    this.isSending = true;
    clearTimeout(this.retry);
    while (this.waiting.length) {
      const [mark] = this.waiting;
      try {
        const kinds = { Pen: 0, Text: 1, Erase: 2 };
        const refused = await this.server.invokeMethodAsync('AddAsync', { ...mark, kind: kinds[mark.kind] });
        this.say(refused ?? '');
        if (refused) this.marks = this.marks.filter(m => m.uid !== mark.uid);
        this.waiting.shift();
        this.keep();
        if (refused) this.draw();
      } catch {
        this.say(this.element.dataset.unsent);
        this.retry = setTimeout(() => this.send(), 2000);
        break;
      }
    }
    this.isSending = false;
  }

  async undo() {
    await this.send();
    this.say(await this.server.invokeMethodAsync('UndoAsync', this.page).catch(() => this.element.dataset.unsent) ?? '');
  }

  openText(point) {
    this.textAt = point;
    const form = this.element.querySelector('[data-write]');
    form.hidden = false;
    form.querySelector('input').focus();
  }

  closeText() {
    const form = this.element.querySelector('[data-write]');
    form.hidden = true;
    form.querySelector('input').value = '';
    this.canvas.focus();
  }

  write(input) {
    const text = input.value.trim();
    if (text) {
      this.add({ uid: uid(), page: this.page, kind: 'Text', points: this.textAt, ink: this.ink, size: Math.max(16, Math.min(40, this.size() * 4)), text, erased: [] });
      this.draw();
    }
    this.closeText();
  }

  say(text) {
    const state = this.element.querySelector('[data-state]');
    if (state.textContent !== text) state.textContent = text;
  }

  hear(news) {
    if (news.stored) {
      this.live.delete(news.stored.uid);
      if (!this.marks.some(m => m.uid === news.stored.uid)) this.marks.push({ ...news.stored, at: Date.now() });
    }
    if (news.undone) this.marks = this.marks.filter(m => m.uid !== news.undone);
    if (news.live && this.current?.uid !== news.live.uid && !this.marks.some(m => m.uid === news.live.uid)) this.live.set(news.live.uid, news.live);
    this.draw();
  }

  visible(until = this.marks.length) {
    const here = this.marks.slice(0, until).filter(m => m.page === this.page);
    const erased = new Set(here.filter(m => m.kind === 'Erase').flatMap(m => m.erased));
    return here.filter(m => m.kind !== 'Erase' && !erased.has(m.uid));
  }

  draw(until) {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint(until));
  }

  paint(until) {
    const { pen, canvas } = this;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    const shown = this.visible(until);
    for (const mark of shown) this.stroke(mark);
    if (until === undefined) {
      for (const mark of this.live.values()) if (mark.page === this.page) this.stroke(mark);
      if (this.current?.kind === 'Pen') this.stroke(this.current);
    }
    canvas.setAttribute('aria-label', this.element.dataset.paper.replace('{0}', this.page + 1));
    canvas.dataset.marks = shown.length;
    this.element.querySelector('[data-page-number]').textContent = this.page + 1;
    this.element.querySelector('[data-written]').replaceChildren(...shown.filter(m => m.kind === 'Text').map(m => {
      const item = document.createElement('li');
      item.textContent = m.text;
      return item;
    }));
  }

  stroke(mark) {
    const { pen } = this;
    pen.fillStyle = pen.strokeStyle = this.colours[mark.ink] ?? '#1f2430';
    if (mark.kind === 'Text') {
      pen.font = `${mark.size}px sans-serif`;
      pen.fillText(mark.text, mark.points[0] / 10, mark.points[1] / 10);
      return;
    }
    pen.lineWidth = mark.size;
    pen.lineCap = pen.lineJoin = 'round';
    pen.beginPath();
    pen.moveTo(mark.points[0] / 10, mark.points[1] / 10);
    if (mark.points.length === 2) pen.lineTo(mark.points[0] / 10 + 0.01, mark.points[1] / 10);
    for (let i = 2; i < mark.points.length; i += 2) pen.lineTo(mark.points[i] / 10, mark.points[i + 1] / 10);
    pen.stroke();
  }

  // Plays the page again: pauses of the lesson are at most half a second here.
  replay() {
    clearTimeout(this.playing);
    const step = index => {
      this.draw(index);
      if (index > this.marks.length) {
        this.draw();
        return;
      }
      const gap = index > 0 && index < this.marks.length ? this.marks[index].at - this.marks[index - 1].at : 200;
      this.playing = setTimeout(() => step(index + 1), Math.min(500, Math.max(40, gap)));
    };
    step(0);
  }

  save() {
    this.paint();
    this.canvas.toBlob(blob => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `${this.element.dataset.file.replace('{page}', this.page + 1)}.png`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
  }
}

export function open(element, server, moments) {
  boards.get(element)?.close();
  boards.set(element, new Board(element, server, JSON.parse(moments)));
}

export function hear(element, news) {
  boards.get(element)?.hear(JSON.parse(news));
}

export function close(element) {
  boards.get(element)?.close();
  boards.delete(element);
}
