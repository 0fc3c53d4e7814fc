// A quiz from the keyboard: letters choose, u marks unsure, left and right move, Enter goes on. Off inside text boxes, under dialogs,
// and when single-key shortcuts are switched off. It listens before the shortcuts of every page.
const typing = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]';
const acts = 'a, button, summary';

function act(quiz, event) {
  const press = mark => {
    const button = quiz.querySelector(`[data-${mark}]`);
    if (button && !button.disabled) button.click();
    return Boolean(button);
  };
  if (event.key === 'ArrowRight') return press('next');
  if (event.key === 'ArrowLeft') return press('previous');
  if (event.key === 'Enter') return !event.target.closest?.(acts) && press('enter');
  if (event.key.length !== 1) return false;
  const letter = event.key.toLowerCase();
  const option = quiz.querySelectorAll('[data-option]')[letter.charCodeAt(0) - 97];
  if (option && letter >= 'a') {
    if (!option.disabled) {
      option.click();
      option.focus();
    }
    return true;
  }
  return letter === 'u' && press('unsure');
}

document.addEventListener('keydown', event => {
  const quiz = document.querySelector('[data-quiz]');
  if (!quiz || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(typing) || document.querySelector('dialog[open], .rz-dialog')) return;
  if (document.getElementById('shortcut-keys')?.dataset.keys === '{}') return;
  if (act(quiz, event)) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);
