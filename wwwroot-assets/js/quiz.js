// A quiz from the keyboard: letters choose, u marks unsure, left and right move, Enter goes on. Off inside text boxes, under dialogs,
// and when single-key shortcuts are switched off. It listens before the shortcuts of every page.
// The page counts the steps it has taken in data-quiz. A key that comes before it has a circuit, or before the step of the last key is
// done, is kept until then: it means the question that the person will see, not the one that is still there.
const typing = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]';
const acts = 'a, button, summary';
const patience = 10_000;
const kept = [];
let last = null;
let timer = 0;

const open = () => document.querySelector('[data-quiz]');
const isReady = quiz => quiz.dataset.quiz !== '' && !(last?.quiz === quiz && last.step === quiz.dataset.quiz);

/** What a key presses, if anything. */
function pressedBy(key, quiz) {
  const marked = { ArrowRight: 'next', ArrowLeft: 'previous', Enter: 'enter' }[key];
  if (marked) return quiz.querySelector(`[data-${marked}]`);
  if (key.length !== 1) return null;
  const letter = key.toLowerCase();
  return quiz.querySelectorAll('[data-option]')[letter.charCodeAt(0) - 97] ?? (letter === 'u' ? quiz.querySelector('[data-unsure]') : null);
}

function press(key, quiz) {
  const element = pressedBy(key, quiz);
  if (!element || element.disabled) return;
  // An option that is chosen already takes no step.
  if (element.type !== 'radio' || !element.checked) {
    last = { quiz, step: quiz.dataset.quiz };
    clearTimeout(timer);
    // The step of a key that was pressed without a connection never comes.
    timer = setTimeout(() => { last = null; goOn(); }, patience);
    element.click();
  }
  if (element.matches('[data-option]')) element.focus();
}

const watch = new MutationObserver(goOn);

function goOn() {
  const quiz = open();
  if (!quiz) kept.length = 0;
  while (kept.length && isReady(quiz)) press(kept.shift(), quiz);
  if (!kept.length) watch.disconnect();
}

document.addEventListener('keydown', event => {
  const quiz = open();
  if (!quiz || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(typing) || document.querySelector('dialog[open], .rz-dialog')) return;
  if (document.getElementById('shortcut-keys')?.dataset.keys === '{}') return;
  // Enter presses what has the focus.
  if (event.key === 'Enter' && event.target.closest?.(acts) && !event.target.matches('[data-enter]')) return;
  if (!pressedBy(event.key, quiz)) return;
  event.preventDefault();
  event.stopPropagation();
  kept.push(event.key);
  goOn();
  if (kept.length) watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['data-quiz'] });
}, true);
