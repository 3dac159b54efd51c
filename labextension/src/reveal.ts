import type { Cell } from '@jupyterlab/cells';
import type { CodeMirrorEditor } from '@jupyterlab/codemirror';

import type { Session } from './session';
import { inSource, outputOf, utf16, valueOf } from './text';
import type { Finding } from './types';

const FLASH = 'nbguard-mod-flash';

/** Bring a finding into sight: scroll to its cell, select it in the source, or highlight it in the output. */
export async function reveal(session: Session, finding: Finding): Promise<void> {
  const notebook = session.panel.content;
  const index = session.order.indexOf(finding.cell_id ?? '');
  const cell = notebook.widgets[index];
  if (!cell) {
    return;
  }
  notebook.deselectAll();
  notebook.activeCellIndex = index;
  if (cell.inputHidden && inSource(finding)) {
    cell.inputHidden = false;
  }
  await notebook.scrollToCell(cell, 'smart').catch(() => undefined);
  await cell.ready;
  if (inSource(finding)) {
    select(cell, finding);
  } else {
    highlight(cell, finding);
  }
}

function select(cell: Cell, finding: Finding): void {
  if (cell.model.type === 'markdown') {
    (cell as Cell & { rendered: boolean }).rendered = false;
  }
  const { editor } = cell;
  if (!editor) {
    flash(cell.node);
    return;
  }
  const text = cell.model.sharedModel.getSource();
  const [anchor, head] = [utf16(text, finding.start), utf16(text, finding.end)];
  editor.setSelection({ start: at(editor, anchor), end: at(editor, head) });
  const view = (editor as CodeMirrorEditor).editor;
  view?.dom.querySelector('.cm-selectionBackground')?.scrollIntoView({ block: 'nearest' });
  flash(cell.inputArea?.node ?? cell.node);
}

function at(editor: CodeMirrorEditor | Cell['editor'] & object, offset: number): { line: number; column: number } {
  return editor.getPositionAt(offset) ?? { line: 0, column: 0 };
}

function highlight(cell: Cell, finding: Finding): void {
  const outputs = cell.node.querySelectorAll<HTMLElement>('.jp-OutputArea-child');
  const output = outputs[outputOf(finding.place)] ?? cell.node;
  const range = rangeOf(output, decoded(valueOf(cell.model.toJSON(), finding)));
  flash(output);
  (range?.startContainer.parentElement ?? output).scrollIntoView({ block: 'nearest', inline: 'nearest' });
  // The Custom Highlight API paints without touching the output; where it is missing the flash must do.
  if (range && typeof CSS !== 'undefined' && 'highlights' in CSS) {
    CSS.highlights.set('nbguard', new Highlight(range));
    setTimeout(() => CSS.highlights.delete('nbguard'), 4000);
  }
}

/** The first place in the DOM where a text stands, in one text node or over several. */
export function rangeOf(root: HTMLElement, text: string): Range | null {
  if (!text) {
    return null;
  }
  const walker = document.createTreeWalker(root, 4 /* NodeFilter.SHOW_TEXT */);
  const nodes: { node: Text; from: number }[] = [];
  let all = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node: node as Text, from: all.length });
    all += (node as Text).data;
  }
  const start = all.indexOf(text);
  if (start < 0) {
    return null;
  }
  const range = document.createRange();
  const [first, last] = [start, start + text.length].map((offset, i) => {
    const holds = nodes.filter(({ from }) => (i ? from < offset : from <= offset));
    return { ...holds[holds.length - 1]!, offset };
  }) as [{ node: Text; from: number; offset: number }, { node: Text; from: number; offset: number }];
  range.setStart(first.node, first.offset - first.from);
  range.setEnd(last.node, last.offset - last.from);
  return range;
}

/** HTML's entities as the characters they stand for; the text is parsed, never shown. */
function decoded(text: string): string {
  return text.includes('&') ? (new DOMParser().parseFromString(text, 'text/html').body.textContent ?? text) : text;
}

function flash(node: HTMLElement): void {
  node.classList.remove(FLASH);
  void node.offsetWidth; // starts the animation anew
  node.classList.add(FLASH);
  setTimeout(() => node.classList.remove(FLASH), 1600);
}
