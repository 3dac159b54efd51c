import type { Cell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Part } from './apply';
import { button, element, fill } from './dom';
import { NONE } from './findings';
import type { Session } from './session';
import { inSource } from './text';
import type { Finding } from './types';
import { summary } from './words';

export interface BadgeActions {
  redact(session: Session, cell: string, findings: readonly Finding[], parts: readonly Part[]): void;
  review(session: Session, cell: string): void;
}

const FLAG = 'nbguard-mod-flagged';

/** The line between a cell's source and its outputs that says what they hold, like an editor's code lens. */
export class Badges {
  /** What each cell's badge was made of. */
  private readonly _made = new WeakMap<HTMLElement, readonly Finding[]>();

  constructor(
    private readonly _trans: TranslationBundle,
    private readonly _actions: BadgeActions
  ) {}

  /** Bring the badges of all cells up to date; those of cells not scanned again stay as they are. */
  update(session: Session, on: boolean): void {
    for (const cell of session.panel.content.widgets) {
      this._update(session, cell, on ? session.scanner.findings.of(cell.model.id) : NONE);
    }
  }

  private _update(session: Session, cell: Cell, findings: readonly Finding[]): void {
    if ((this._made.get(cell.node) ?? NONE) === findings) {
      return; // as with nearly every cell of a large notebook, each time one of them was scanned
    }
    this._made.set(cell.node, findings);
    const source = findings.filter(inSource);
    const rest = findings.filter(finding => !inSource(finding));
    cell.node.classList.toggle(FLAG, findings.length > 0);
    cell.node.querySelector(':scope > .nbguard-badge')?.remove();
    if (findings.length) {
      const below = cell.node.querySelector(':scope > .jp-Cell-inputWrapper')?.nextSibling ?? null;
      cell.node.insertBefore(this._badge(session, cell.model.id, source, rest), below);
    }
  }

  private _badge(session: Session, cell: string, source: Finding[], rest: Finding[]): HTMLElement {
    const trans = this._trans;
    const node = element('div', 'nbguard-badge', { role: 'note' });
    node.setAttribute('aria-label', trans.__('nbguard findings in this cell'));
    const segment = (name: string, text: string, findings: Finding[], parts: readonly Part[]): HTMLElement => {
      const redact = button('nbguard-lens', trans.__('Redact'), () => this._actions.redact(session, cell, findings, parts));
      redact.hidden = !findings.some(finding => finding.replaceable);
      redact.setAttribute('aria-label', `${trans.__('Redact')} ${text}`);
      const what = element('span', 'nbguard-badge-text', { textContent: `${text}: ${summary(findings, trans)}` });
      const part = fill(element('span', 'nbguard-badge-part'), what, redact);
      part.dataset.part = name;
      return part;
    };
    if (source.length) {
      node.append(segment('source', trans.__('Source'), source, ['source']));
    }
    if (rest.length) {
      node.append(segment('outputs', trans.__('Outputs'), rest, ['outputs', 'metadata', 'attachments']));
    }
    node.append(button('nbguard-lens', trans.__('Review'), () => this._actions.review(session, cell)));
    return node;
  }
}
