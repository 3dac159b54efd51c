import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';

import { shieldIcon } from './icon';
import { ordered, type Session } from './session';
import { situation } from './status';
import { NOTHING, View, type Actions } from './view';

/** The side panel; it shows the notebook that is in front. */
export class Panel extends Widget {
  private readonly _view: View;
  private _frame = 0;
  private _session: Session | null = null;

  constructor(
    private readonly _trans: TranslationBundle,
    actions: Actions
  ) {
    super();
    this.id = 'nbguard-panel';
    this.addClass('nbguard-panel');
    this.title.icon = shieldIcon;
    this.title.caption = _trans.__('nbguard: what is sensitive in this notebook');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', _trans.__('nbguard'));
    this._view = new View(_trans, actions);
    this.node.append(this._view.node);
  }

  display(session: Session | null): void {
    this._session = session;
    // A hidden panel costs nothing; a shown one is drawn once per frame at most.
    if (this.isVisible && !this._frame) {
      this._frame = requestAnimationFrame(() => {
        this._frame = 0;
        this._draw();
      });
    }
  }

  /** Bring the findings of one cell into sight. */
  reveal(cell: string): void {
    this._draw();
    this._view.reveal(cell);
  }

  protected override onAfterShow(): void {
    this._draw();
  }

  protected override onResize(): void {
    this._view.resize();
  }

  protected override onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    this._draw();
    this._view.focus();
  }

  private _draw(): void {
    const session = this._session;
    if (!session?.model) {
      this._view.show(NOTHING);
      return;
    }
    const { status, scanner } = session;
    const name = status?.policy.split(/[\\/]/).pop();
    const policy = status?.pinned
      ? this._trans.__('Policy: %1, set by an administrator', name)
      : this._trans.__('Policy: %1', name);
    const { text, title, level } = situation(session, this._trans);
    this._view.show({
      title: session.path.split('/').pop() ?? '',
      status: text.replace(/^nbguard: /, ''),
      problem: level === 'failed' ? title.replace(/^nbguard: /, '') : '',
      findings: ordered(session),
      order: session.order,
      unscanned: scanner.findings.unscanned(),
      busy: session.busy,
      undo: session.deeds.last?.redacted ?? 0,
      policy: status ? policy : '',
      policyFile: status?.policy ?? '',
      complete: scanner.current
    });
  }
}
