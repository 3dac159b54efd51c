import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';

/** What the panel in the kernel dispatches: code that does again what was clicked. */
export const INSERT = 'nbguard:insert';

/** Put the code of such an event into a new cell, below the cell it comes from. */
export function insertOnRequest(panel: NotebookPanel): void {
  panel.node.addEventListener(INSERT, event => {
    const { content } = panel;
    const code: unknown = (event as CustomEvent<{ code?: unknown } | null>).detail?.code;
    const index = content.widgets.findIndex(cell => cell.node.contains(event.target as Node));
    if (typeof code !== 'string' || index < 0 || !content.model) {
      return;
    }
    event.preventDefault(); // tells the panel that somebody took it
    insertBelow(panel, index, code);
  });
}

// The line comes out of an output, which may be a stranger's: nothing but the panel's own command, with the
// name of a variable, is ever run.
const REVIEW = /^%nbguard panel(?: [A-Za-z_]\w*)?$/;

/** Make a link of the line under a masked table: a click opens the panel in a cell below. */
export function reviewOnClick(panel: NotebookPanel): void {
  panel.node.addEventListener('click', event => {
    const { content, sessionContext } = panel;
    const link = (event.target as Element).closest<HTMLElement>('.nbguard-review');
    const code = link?.dataset.code ?? '';
    const index = content.widgets.findIndex(cell => cell.node.contains(link));
    if (!REVIEW.test(code) || index < 0) {
      return;
    }
    if (content.widgets[index + 1]?.model.sharedModel.getSource() === code) {
      content.activeCellIndex = index + 1;
    } else {
      insertBelow(panel, index, code);
    }
    void NotebookActions.run(content, sessionContext);
  });
}

function insertBelow(panel: NotebookPanel, index: number, code: string): void {
  const { content } = panel;
  const cell = { cell_type: 'code', source: code, metadata: { trusted: true } };
  content.model?.sharedModel.insertCell(index + 1, cell);
  content.activeCellIndex = index + 1;
  const made = content.widgets[index + 1];
  if (made) {
    void content.scrollToCell(made, 'smart').catch(() => undefined);
  }
}
