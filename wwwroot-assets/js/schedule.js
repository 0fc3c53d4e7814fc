// The schedule's hands: pointer (mouse and touch) and keys to make, move and resize, in steps of a quarter of an hour. Nothing is moved
// here: a ghost shows where it would go, and the page is told when it is let go. Places are a date and a minute of the wall clock.
const step = 15;
const holdMillis = 350;
const attached = new WeakMap();

export function attach(root, page) {
  const hands = new Hands(root, page);
  attached.set(root, hands);
}

export function detach(root) {
  attached.get(root)?.detach();
  attached.delete(root);
}

/** Puts the popover beside its block and the focus into it. */
export function showPopover(root, key) {
  const popover = root.querySelector('[data-popover]');
  if (!popover) return;
  const block = find(root, key);
  if (block) place(popover, block);
  popover.focus({ preventScroll: true });
}

/** Gives the focus back to a block, if it is still there. */
export function focusOn(root, key) {
  const block = find(root, key);
  if (block) attached.get(root)?.focus(block);
}

const find = (root, key) => key && root.querySelector(`[data-key="${CSS.escape(key)}"]`);

// On a phone it is a sheet at the bottom (css); else right of the block, or left where there is no room, and within the window.
function place(popover, block) {
  const at = block.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const left = at.right + 8 + width < innerWidth ? at.right + 8 : Math.max(8, at.left - width - 8);
  const top = Math.max(72, Math.min(at.top, innerHeight - height - 16));
  popover.style.setProperty('--left', `${left}px`);
  popover.style.setProperty('--top', `${top}px`);
}

const format = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
const snap = minute => Math.round(minute / step) * step;
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

class Hands {
  constructor(root, page) {
    Object.assign(this, { root, page, drag: null, keyed: null, quiet: false, ended: new AbortController() });
    this.texts = JSON.parse(root.dataset.texts);
    const on = (target, type, act, options) => target.addEventListener(type, act.bind(this), { signal: this.ended.signal, ...options });
    on(root, 'pointerdown', this.down);
    on(root, 'keydown', this.key);
    on(root, 'focusin', this.focused);
    on(root, 'focusout', this.left);
    on(root, 'click', this.clicked, { capture: true });
    on(root, 'contextmenu', event => { if (this.drag) event.preventDefault(); });
    // A finger that holds, and then moves, drags; the page must not scroll under it then.
    on(root, 'touchmove', event => { if (this.drag?.on) event.preventDefault(); }, { passive: false });
    on(document, 'pointermove', this.move);
    on(document, 'pointerup', this.up);
    on(document, 'pointercancel', () => this.drop());
    on(document, 'pointerdown', this.outside);
    on(document, 'keydown', this.escape);
    this.observer = new MutationObserver(() => this.settle());
    this.observer.observe(root, { childList: true, subtree: true });
    this.timer = setInterval(() => this.now(), 30_000);
    if (root.dataset.auto === '' && innerWidth <= 640) {
      Blazor.navigateTo(`${location.pathname}?view=agenda${location.search.replace('?', '&')}`, { replaceHistoryEntry: true });
    }
    this.settle();
    this.now();
  }

  detach() {
    this.ended.abort();
    this.observer.disconnect();
    clearInterval(this.timer);
    clearTimeout(this.drag?.hold);
  }

  get grid() { return this.root.querySelector('[data-cal]'); }
  get isTime() { return this.grid?.dataset.cal === 'time'; }
  get columns() { return [...this.root.querySelectorAll('[data-date]')]; }
  get cursor() { return this.root.querySelector('[data-cursor]'); }
  get from() { return Number(this.grid.dataset.from); }
  get to() { return Number(this.grid.dataset.to); }
  get mayCreate() { return this.root.dataset.editable === ''; }

  say(text) {
    const live = this.root.querySelector('[data-says]');
    if (live) live.textContent = text;
  }

  /** One of the grid's parts takes the Tab key, whatever the page has drawn anew; the cursor has a place. */
  settle() {
    // What the popover tells comes a moment after it: with all of it there, it may need more room.
    const popover = this.root.querySelector('[data-popover]');
    const shown = popover && find(this.root, popover.dataset.popover);
    if (shown) place(popover, shown);
    if (!this.grid || this.grid.dataset.cal === 'list') return;
    const cursor = this.cursor;
    if (cursor && cursor.dataset.date === undefined) {
      const today = this.columns.findIndex(c => c.classList.contains('today'));
      this.put(clamp(today, 0, this.columns.length - 1), 9 * 60, 60, false);
    }
    const stops = this.stops();
    if (stops.length && !stops.some(s => s.tabIndex === 0)) stops[0].tabIndex = 0;
  }

  stops() { return [...this.root.querySelectorAll('.cal-body [data-key], [data-cursor], [data-cell]')]; }

  focus(element) {
    for (const stop of this.stops()) if (stop !== element) stop.tabIndex = -1;
    element.tabIndex = 0;
    element.focus({ preventScroll: false });
  }

  /** The line of the present, by the clock of the viewer's zone and not of the device. */
  now() {
    const line = this.root.querySelector('.cal-now');
    if (!line) return;
    const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone: this.root.dataset.zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
      .formatToParts(new Date()).map(p => [p.type, Number(p.value)]));
    line.style.setProperty('--at', parts.hour * 60 + parts.minute);
  }

  clock(minute) {
    const [hour, rest] = [Math.floor(minute / 60) % 24, String(minute % 60).padStart(2, '0')];
    return this.root.dataset.halfDays === '' ? `${hour % 12 || 12}:${rest} ${hour < 12 ? 'AM' : 'PM'}` : `${String(hour).padStart(2, '0')}:${rest}`;
  }

  dayName(date) {
    return new Date(`${date}T00:00:00Z`).toLocaleDateString(document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang,
      { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  }

  // Where a pointer is.
  columnAt(x, y) {
    const columns = this.columns;
    return this.isTime
      ? clamp(columns.findIndex(c => x < c.getBoundingClientRect().right), -1, columns.length - 1) + (x >= columns.at(-1).getBoundingClientRect().right ? columns.length : 0)
      : columns.findIndex(c => { const r = c.getBoundingClientRect(); return x >= r.left && x < r.right && y >= r.top && y < r.bottom; });
  }

  minuteAt(y) {
    const { top, height } = this.columns[0].getBoundingClientRect();
    return this.from + (y - top) / height * (this.to - this.from);
  }

  down(event) {
    if (event.button !== 0 || !this.grid || this.grid.dataset.cal === 'list' || this.drag) return;
    this.cancelKeyed();
    const block = event.target.closest('[data-key]');
    const column = event.target.closest('[data-date]');
    if (!column || event.target.closest('a, [data-cursor], .whole')) return;
    if (block ? block.dataset.movable !== '' : !(this.mayCreate && this.isTime)) return;
    const index = this.columns.indexOf(column);
    const drag = { block, x: event.clientX, y: event.clientY, touch: event.pointerType === 'touch', on: false, column: index };
    if (this.isTime) {
      const at = this.minuteAt(event.clientY);
      drag.grab = at;
      if (block) {
        [drag.at, drag.until] = [Number(block.dataset.at), Number(block.dataset.until)];
        const edge = block.getBoundingClientRect();
        drag.kind = event.clientY > edge.bottom - Math.min(10, edge.height / 4) ? 'resize' : 'move';
      } else {
        drag.kind = 'create';
        drag.anchor = Math.floor(at / step) * step;
      }
    } else {
      drag.kind = 'move';
    }
    drag.startColumn = index;
    if (drag.touch) drag.hold = setTimeout(() => this.begin(), holdMillis);
    this.drag = drag;
  }

  begin() {
    const drag = this.drag;
    if (!drag || drag.on) return;
    drag.on = true;
    this.root.classList.add('dragging', drag.kind);
    drag.block?.classList.add('lifted');
    if (drag.touch) navigator.vibrate?.(10);
    this.show(this.where(drag.x, drag.y));
  }

  /** What a drag comes to at a point. */
  where(x, y) {
    const drag = this.drag;
    const column = drag.kind === 'move' ? clamp(this.columnAt(x, y), 0, this.columns.length - 1) : drag.column;
    if (!this.isTime) return { column };
    const minute = this.minuteAt(y);
    if (drag.kind === 'create') {
      const [from, to] = [Math.min(drag.anchor, snap(minute)), Math.max(drag.anchor + step, snap(minute))];
      return { column, from: clamp(from, this.from, this.to - step), to: clamp(to, this.from + step, this.to) };
    }
    const length = drag.until - drag.at;
    if (drag.kind === 'resize') return { column, from: drag.at, to: clamp(snap(minute), drag.at + step, this.to) };
    const from = clamp(snap(drag.at + minute - drag.grab), this.from, this.to - step);
    return { column, from, to: from + length };
  }

  move(event) {
    const drag = this.drag;
    if (!drag) return;
    if (!drag.on) {
      const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > (drag.touch ? 10 : 4);
      if (!far) return;
      // A finger that moves before it has held scrolls.
      if (drag.touch) return this.drop();
      this.begin();
    }
    this.show(this.where(event.clientX, event.clientY));
  }

  up(event) {
    const drag = this.drag;
    if (!drag) return;
    const place = drag.on ? this.where(event.clientX, event.clientY) : null;
    this.drop();
    if (!place) {
      if (drag.kind === 'create' && !drag.touch) this.put(drag.column, drag.anchor, 60, true);
      else if (drag.kind === 'create') this.put(drag.column, Math.floor(drag.anchor / 30) * 30, 60, true);
      return;
    }
    // The click that follows a drag opens nothing.
    this.quiet = true;
    setTimeout(() => { this.quiet = false; });
    this.commit(drag.kind, drag.block?.dataset.key, place, drag);
  }

  commit(kind, key, place, was) {
    const date = this.columns[place.column].dataset.date;
    if (kind === 'create') this.page.invokeMethodAsync('NewAt', date, place.from, place.to);
    else if (kind === 'resize') { if (place.to !== was.until) this.page.invokeMethodAsync('ResizeTo', key, date, place.to); }
    else if (place.column !== was.startColumn || place.from !== was.at) this.page.invokeMethodAsync('MoveTo', key, date, place.from ?? null);
  }

  drop() {
    if (!this.drag) return;
    clearTimeout(this.drag.hold);
    this.root.classList.remove('dragging', this.drag.kind);
    this.drag.block?.classList.remove('lifted');
    this.drag = null;
    this.hide();
  }

  show({ column, from, to }) {
    this.hide();
    const target = this.columns[column];
    if (!this.isTime) return target.classList.add('target');
    const ghost = target.querySelector('.cal-ghost');
    ghost.hidden = false;
    ghost.style.setProperty('--at', from);
    ghost.style.setProperty('--for', Math.min(to, this.to) - from);
    ghost.textContent = `${this.clock(from)} – ${this.clock(to)}`;
  }

  hide() {
    for (const ghost of this.root.querySelectorAll('.cal-ghost:not([hidden])')) ghost.hidden = true;
    for (const cell of this.root.querySelectorAll('.target')) cell.classList.remove('target');
  }

  clicked(event) {
    if (this.quiet && event.target.closest('[data-key], [data-date]')) {
      event.stopPropagation();
      event.preventDefault();
      return;
    }
    const cursor = event.target.closest('[data-cursor]');
    if (cursor) this.create();
  }

  outside(event) {
    const popover = this.root.querySelector('[data-popover]');
    if (popover && !popover.contains(event.target) && !event.target.closest('[data-key], .rz-dialog-wrapper, .rz-dialog-mask, .rz-dialog')) {
      popover.querySelector('[data-popover-close]')?.click();
    }
  }

  // Keys
  /** Ends a drag, or closes the popover wherever the focus is: it may be closed before the focus has come into it. */
  escape(event) {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (this.drag) return this.drop();
    const close = !event.target.closest?.('.rz-dialog, dialog, details.menu') && this.root.querySelector('[data-popover-close]');
    if (close) { event.preventDefault(); close.click(); }
  }

  focused(event) {
    const stop = event.target.closest?.('.cal-body [data-key], [data-cursor], [data-cell]');
    if (!stop) return;
    for (const other of this.stops()) if (other !== stop) other.tabIndex = -1;
    stop.tabIndex = 0;
    const cell = stop.closest('.month-day');
    if (cell) for (const inner of this.root.querySelectorAll('.month-day [data-key]')) inner.tabIndex = inner.closest('.month-day') === cell ? 0 : -1;
  }

  left(event) {
    if (this.keyed && event.target === this.keyed.block && !this.root.contains(event.relatedTarget)) this.cancelKeyed();
  }

  /** Puts the cursor on a slot. */
  put(column, minute, length, focus) {
    const cursor = this.cursor;
    const day = this.columns[column];
    if (!cursor || !day || !this.isTime) return;
    const at = clamp(snap(minute), this.from, this.to - step);
    const until = clamp(at + length, at + step, this.to);
    Object.assign(cursor.dataset, { date: day.dataset.date, column, at, until });
    cursor.style.setProperty('--column', column);
    cursor.style.setProperty('--at', at);
    cursor.style.setProperty('--for', until - at);
    cursor.firstElementChild.textContent = `+ ${this.clock(at)} – ${this.clock(until)}`;
    cursor.setAttribute('aria-label', format(this.texts.slot, this.dayName(day.dataset.date), this.clock(at)));
    if (focus) {
      this.focus(cursor);
      this.say(cursor.getAttribute('aria-label'));
    }
  }

  create() {
    const { date, at, until } = this.cursor.dataset;
    this.page.invokeMethodAsync('NewAt', date, Number(at), Number(until));
  }

  /** Goes to the block that covers a minute of a day, else puts the cursor there. */
  go(column, minute) {
    if (column < 0 || column >= this.columns.length) return;
    const at = clamp(minute, this.from, this.to - step);
    const blocks = [...this.columns[column].querySelectorAll('[data-key]')];
    const covering = blocks.find(b => Number(b.dataset.at) <= at && at < Number(b.dataset.until));
    if (covering) this.focus(covering);
    else if (this.cursor) this.put(column, at, 60, true);
    else {
      const near = blocks.sort((a, b) => Math.abs(a.dataset.at - at) - Math.abs(b.dataset.at - at))[0];
      if (near) this.focus(near);
    }
  }

  key(event) {
    if (event.key === 'Escape') {
      if (this.keyed) { event.preventDefault(); event.stopPropagation(); this.cancelKeyed(); }
      return;
    }
    const stop = event.target.closest('.cal-body [data-key], .month [data-key], [data-cursor], [data-cell]');
    if (!stop || event.ctrlKey || event.metaKey) return;
    if (this.isTime ? this.timeKey(event, stop) : this.monthKey(event, stop)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  timeKey(event, stop) {
    const arrows = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    const block = stop.dataset.key ? stop : null;
    if (this.keyed) {
      if (event.key === 'Enter') return this.keepKeyed();
      if (arrows) return this.nudge(arrows);
      return false;
    }
    if (block && arrows && event.altKey) return this.lift(block, event.shiftKey ? 'resize' : 'move') && this.nudge(arrows);
    if (block && (event.key === 'm' || event.key === 'r') && !event.altKey) return this.lift(block, event.key === 'm' ? 'move' : 'resize');
    if (event.altKey) return false;
    if (event.key === 'n' && this.mayCreate) {
      if (block) this.put(this.columns.indexOf(block.closest('[data-date]')), Number(block.dataset.until), 60, false);
      this.create();
      return true;
    }
    const column = block ? this.columns.indexOf(block.closest('[data-date]')) : Number(stop.dataset.column);
    const [at, until] = [Number(stop.dataset.at), Number(stop.dataset.until)];
    if (!block && arrows?.[1] && event.shiftKey) {
      this.put(column, at, Math.max(step, until - at + arrows[1] * step), true);
      return true;
    }
    if (arrows) {
      if (arrows[0]) this.go(column + arrows[0], at);
      else if (block && !this.cursor) this.next(column, block, arrows[1]);
      else this.go(column, arrows[1] > 0 ? (block ? until : at + 2 * step) : at - (block ? step : 2 * step));
      return true;
    }
    if (event.key === 'Home') { this.go(column, this.from); return true; }
    if (event.key === 'End') { this.go(column, this.to - 60); return true; }
    return false;
  }

  next(column, block, by) {
    const blocks = [...this.columns[column].querySelectorAll('[data-key]')];
    const other = blocks[blocks.indexOf(block) + by];
    if (other) this.focus(other);
  }

  monthKey(event, stop) {
    const by = { ArrowUp: -7, ArrowDown: 7, ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const day = stop.closest('[data-date]');
    const block = stop.dataset.key ? stop : null;
    if (this.keyed) {
      if (event.key === 'Enter') return this.keepKeyed();
      if (!by) return false;
      this.keyed.column = clamp(this.keyed.column + by, 0, this.columns.length - 1);
      this.show(this.keyed);
      this.say(this.dayName(this.columns[this.keyed.column].dataset.date));
      return true;
    }
    if (block && (event.key === 'm' || (event.altKey && by))) {
      if (!this.lift(block, 'move')) return true;
      return event.key === 'm' || this.monthKey({ key: event.key }, stop);
    }
    if (event.altKey) return false;
    if (event.key === 'n' && this.mayCreate) {
      this.page.invokeMethodAsync('NewAt', day.dataset.date, 17 * 60, 18 * 60);
      return true;
    }
    if (!by) return false;
    const cell = this.columns[this.columns.indexOf(day) + by]?.querySelector('[data-cell]');
    if (cell) this.focus(cell);
    return true;
  }

  /** Takes a block up with the keys. */
  lift(block, kind) {
    if (block.dataset.movable !== '') {
      this.say(this.texts.fixedItem);
      return false;
    }
    const column = this.columns.indexOf(block.closest('[data-date]'));
    const [from, to] = this.isTime ? [Number(block.dataset.at), Number(block.dataset.until)] : [];
    this.keyed = { block, kind, column, from, to, was: { startColumn: column, at: from, until: to } };
    block.classList.add('lifted');
    this.show(this.keyed);
    this.say(format(kind === 'move' ? this.texts.moving : this.texts.resizing, block.querySelector('b').textContent));
    return true;
  }

  nudge([days, steps]) {
    const keyed = this.keyed;
    if (keyed.kind === 'resize') keyed.to = clamp(keyed.to + (steps || days) * step, keyed.from + step, this.to);
    else {
      const length = keyed.to - keyed.from;
      keyed.column = clamp(keyed.column + days, 0, this.columns.length - 1);
      keyed.from = clamp(snap(keyed.from + steps * step), this.from, this.to - step);
      keyed.to = keyed.from + length;
    }
    this.show(keyed);
    this.say(format(this.texts.at, this.dayName(this.columns[keyed.column].dataset.date), this.clock(keyed.from), this.clock(keyed.to)));
    return true;
  }

  keepKeyed() {
    const { block, kind, was, ...place } = this.keyed;
    this.endKeyed();
    this.commit(kind, block.dataset.key, place, was);
    return true;
  }

  cancelKeyed() {
    if (!this.keyed) return;
    this.endKeyed();
    this.say(this.texts.cancelled);
  }

  endKeyed() {
    this.keyed.block.classList.remove('lifted');
    this.keyed = null;
    this.hide();
  }
}
