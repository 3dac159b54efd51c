import type { NotebookPanel } from '@jupyterlab/notebook';

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
    const cell = { cell_type: 'code', source: code, metadata: { trusted: true } };
    content.model.sharedModel.insertCell(index + 1, cell);
    content.activeCellIndex = index + 1;
    const made = content.widgets[index + 1];
    if (made) {
      void content.scrollToCell(made, 'smart').catch(() => undefined);
    }
  });
}
