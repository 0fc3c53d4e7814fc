// What is selected in the reader, and the sentence around it.
let last = null;

document.addEventListener('selectionchange', () => {
  const selection = document.getSelection();
  const reader = selection?.anchorNode?.parentElement?.closest('[data-reader]');
  if (reader && !selection.isCollapsed) {
    last = read(selection);
  }
});

function read(selection) {
  const text = selection.toString().trim().replace(/\s+/g, ' ');
  const around = selection.anchorNode.parentElement.closest('p, li, td, blockquote, h1, h2, h3, h4')?.textContent ?? '';
  const sentence = around.split(/(?<=[.!?。！？])\s+/).find(s => s.includes(text))?.trim() ?? null;
  return { text, sentence: sentence && sentence !== text && sentence.length <= 500 ? sentence : null };
}

export function take() {
  const selection = document.getSelection();
  const isInside = selection && !selection.isCollapsed && selection.anchorNode?.parentElement?.closest('[data-reader]');
  return isInside ? read(selection) : last;
}
