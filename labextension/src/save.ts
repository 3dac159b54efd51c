import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { element, fill } from './dom';
import { ordered, type Session } from './session';
import type { Finding } from './types';
import { summary } from './words';

/** Commands that mean that a person is saving, and can be asked something. */
const BY_HAND = new Set(['docmanager:save', 'docmanager:save-all', 'docmanager:save-as', 'application:close']);
/** Milliseconds after a click in a dialog ("Save before closing?") in which a save is that person's. */
const AFTER_DIALOG = 1000;
/** With these words the server begins whatever it says of a refusal. */
const NOT_SAVED = 'nbguard: not saved';
/** And with these where it is for what the notebook holds; all else is a guard that could not do its work. */
const HOLDS = `${NOT_SAVED}, because it holds`;
const LISTED = 6;

export interface SaveActions {
  review(session: Session): void;
  redactAll(session: Session): Promise<unknown>;
}

/** A save that was refused and already explained: Lab's own code stays silent about errors of this name. */
class Refused extends Error {
  override name = 'ModalCancelError';
}

/**
 * Explains what the server refuses to save, and offers the way out.
 *
 * The server decides; nothing here lets a save pass or stops one that it would take. Autosave never
 * opens a dialog: whoever types is not disturbed, and the status says that the file was not saved.
 */
export class SaveGuard {
  private _byHand = 0;
  private _dialogAt = -Infinity;
  private readonly _saving = new Set<string>();
  private readonly _asking = new Set<Session>();
  private readonly _warned = new WeakMap<Session, number>();

  constructor(
    private readonly _app: JupyterFrontEnd,
    private readonly _trans: TranslationBundle,
    private readonly _actions: SaveActions
  ) {
    _app.commands.commandExecuted.connect((_, { id, result }) => {
      if (BY_HAND.has(id)) {
        this._byHand += 1;
        void result.catch(() => undefined).then(() => (this._byHand -= 1));
      }
    });
    const onClick = ({ target }: Event): void => {
      if ((target as Element | null)?.closest?.('.jp-Dialog')) {
        this._dialogAt = performance.now();
      }
    };
    document.addEventListener('click', onClick, true);
    this._watchContents();
  }

  /** Stand beside every save of one notebook. */
  attach(session: Session): void {
    const { context } = session.panel;
    const save = context.save.bind(context);
    context.save = () => this._save(session, save);
    let edits = session.edits;
    context.saveState.connect((_, state) => {
      if (state === 'started') {
        edits = session.edits;
      } else if (state.startsWith('completed')) {
        session.note({ saved: edits === session.edits, refused: '' });
        this._warn(session);
      }
    });
  }

  private get _person(): boolean {
    return this._byHand > 0 || performance.now() - this._dialogAt < AFTER_DIALOG;
  }

  /** A refusal of ours reaches Lab as one that is already explained, where we explain it. */
  private _watchContents(): void {
    const { contents } = this._app.serviceManager;
    const save = contents.save.bind(contents);
    contents.save = async (path, options) => {
      try {
        return await save(path, options);
      } catch (error) {
        const message = (error as Error).message ?? '';
        throw this._saving.has(path) && message.includes(NOT_SAVED) ? new Refused(message) : error;
      }
    };
  }

  private async _save(session: Session, save: () => Promise<void>): Promise<void> {
    await Promise.resolve(); // the command that called says so only after it began
    const person = this._person;
    const { path } = session.panel.context;
    this._saving.add(path);
    try {
      await save();
    } catch (error) {
      if (!(error instanceof Refused)) {
        throw error;
      }
      session.note({ saved: false, refused: error.message });
      if (!person || !(await this._ask(session, error.message))) {
        throw error;
      }
      await this._actions.redactAll(session);
      this._dialogAt = performance.now(); // whoever pressed the button is still there
      await this._save(session, save);
    } finally {
      this._saving.delete(path);
    }
  }

  /** Say what was refused, where and what to do; true: redact it and save. */
  private async _ask(session: Session, message: string): Promise<boolean> {
    if (this._asking.has(session)) {
      return false;
    }
    this._asking.add(session);
    const trans = this._trans;
    const holds = message.includes(HOLDS);
    if (holds) {
      await session.scanner.settle();
    }
    const findings = holds ? ordered(session) : [];
    const review = Dialog.cancelButton({ label: trans.__('Show Findings'), actions: ['review'] });
    const redact = Dialog.okButton({ label: trans.__('Redact and Save') });
    const some = findings.some(finding => finding.replaceable);
    try {
      const { button } = await showDialog({
        title: trans.__('Not saved: %1', session.path.split('/').pop()),
        body: this._body(session, findings, message),
        buttons: [Dialog.cancelButton(), ...(findings.length ? [review] : []), ...(some ? [redact] : [])]
      });
      if (button.actions.includes('review')) {
        this._actions.review(session);
      }
      return some && button.accept;
    } finally {
      this._asking.delete(session);
    }
  }

  private _body(session: Session, findings: readonly Finding[], message: string): Widget {
    const trans = this._trans;
    const node = element('div', 'nbguard-refusal');
    const policy = session.status?.policy ?? '';
    const why = trans._n(
      'It holds %1 finding, and the save mode is “block” (policy: %2):',
      'It holds %1 findings, and the save mode is “block” (policy: %2):',
      findings.length,
      policy
    );
    node.append(element('p', '', { textContent: findings.length ? why : message }));
    const order = session.order;
    const cells = [...new Set(findings.map(finding => finding.cell_id ?? ''))];
    const lines = cells.slice(0, LISTED).map(id => {
      const where = id ? trans.__('Cell %1', order.indexOf(id) + 1) : trans.__('Notebook metadata');
      const what = summary(findings.filter(finding => (finding.cell_id ?? '') === id), trans);
      return element('li', '', { textContent: `${where}: ${what}` });
    });
    if (cells.length > LISTED) {
      lines.push(element('li', '', { textContent: trans.__('and %1 more cells', cells.length - LISTED) }));
    }
    if (lines.length) {
      const way = trans.__('Redact them, or allow in the panel what is not sensitive.');
      node.append(fill(element('ul'), ...lines), element('p', '', { textContent: way }));
    }
    return new Widget({ node });
  }

  private _warn(session: Session): void {
    const count = session.scanner.findings.count;
    if (session.scanner.mode !== 'warn' || this._warned.get(session) === count) {
      return;
    }
    this._warned.set(session, count);
    if (count) {
      const name = session.path.split('/').pop();
      const text = this._trans._n('%2 was saved with %1 finding', '%2 was saved with %1 findings', count, name);
      const review = { label: this._trans.__('Review'), callback: () => this._actions.review(session) };
      Notification.warning(text, { autoClose: 6000, actions: [review] });
    }
  }
}
