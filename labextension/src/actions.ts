import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { Menu } from '@lumino/widgets';

import type { Part } from './apply';
import { COMMANDS } from './names';
import { reveal } from './reveal';
import { ordered, type Session } from './session';
import type { Sessions } from './sessions';
import { inSource } from './text';
import type { AllowHow, Finding, Only } from './types';
import type { Actions as PanelActions } from './view';

/** What a click or a key does, for the notebook in front; whatever goes wrong is said in a notice. */
export class Actions implements PanelActions {
  constructor(
    private readonly _sessions: Sessions,
    private readonly _commands: CommandRegistry,
    private readonly _trans: TranslationBundle
  ) {}

  jump(finding: Finding): void {
    this._do(session => reveal(session, finding));
  }

  redact(finding: Finding): void {
    const { cell_id, place, start, end } = finding;
    this._do(session => this.redactIn(session, { cell_id, place, start, end }, [cell_id ?? '']));
  }

  redactAll(findings: readonly Finding[], filtered: boolean): void {
    this._do(session => {
      const cells = [...new Set(findings.map(finding => finding.cell_id ?? ''))];
      return this.redactIn(session, filtered ? onlyThese(findings) : null, cells);
    });
  }

  /** Every finding of one entity, or of one value, in the whole notebook. */
  redactLike(finding: Finding, what: 'entity' | 'fingerprint'): void {
    const only = what === 'entity' ? { entity: finding.entity } : { fingerprints: [finding.fingerprint] };
    this._do(session => {
      const like = ordered(session).filter(other => other[what] === finding[what]);
      return this.redactIn(session, only, [...new Set(like.map(other => other.cell_id ?? ''))]);
    });
  }

  redactCell(session: Session, cell: string, findings: readonly Finding[], parts?: readonly Part[]): void {
    this._do(() => this.redactIn(session, parts ? onlyThese(findings) : null, [cell], parts), session);
  }

  undo(): void {
    this._do(session => session.undo());
  }

  rescan(): void {
    this._do(session => session.scanner.rescan());
  }

  /** Allow one finding, and say what was written. */
  allowBy(finding: Finding, how: AllowHow): void {
    this._do(async session => {
      const { policy } = await session.allow(finding, how);
      if (policy) {
        Notification.success(this._trans.__('Allowed in %1', policy), { autoClose: 4000 });
        await Promise.all([...this._sessions].map(other => other.scanner.rescan()));
      }
    });
  }

  allow(finding: Finding, anchor: HTMLElement): void {
    const { left, bottom } = anchor.getBoundingClientRect();
    const menu = new Menu({ commands: this._commands });
    this._addAllow(menu, finding);
    menu.open(left, bottom);
  }

  menu(finding: Finding, x: number, y: number): void {
    const menu = new Menu({ commands: this._commands });
    const args = { finding: finding as never };
    menu.addItem({ command: COMMANDS.redact, args: { ...args, what: 'this' } });
    menu.addItem({ command: COMMANDS.redact, args: { ...args, what: 'fingerprint' } });
    menu.addItem({ command: COMMANDS.redact, args: { ...args, what: 'entity' } });
    menu.addItem({ type: 'separator' });
    this._addAllow(menu, finding);
    menu.open(x, y);
  }

  /** Redact, and say what could not be. */
  async redactIn(session: Session, only: Only, cells?: readonly string[], parts?: readonly Part[]): Promise<void> {
    const { redacted, left } = await session.redact(only, cells, parts);
    if (!redacted || (only === null && left)) {
      const text = this._trans._n(
        '%1 finding lies in code, where a placeholder would break it: edit it by hand, or allow it',
        '%1 findings lie in code, where a placeholder would break it: edit them by hand, or allow them',
        Math.max(left, 1)
      );
      Notification.info(text, { autoClose: 8000 });
    }
  }

  private _addAllow(menu: Menu, finding: Finding): void {
    for (const how of waysToAllow(finding)) {
      menu.addItem({ command: COMMANDS.allow, args: { finding: finding as never, how } });
    }
  }

  private _do(work: (session: Session) => unknown, on = this._sessions.current): void {
    if (on) {
      Promise.resolve()
        .then(() => work(on))
        .catch((error: Error) => {
          Notification.error(this._trans.__('nbguard: %1', error.message), { autoClose: 10000 });
        });
    }
  }
}

/** A mark stands on a line of source, the tag speaks for a cell's outputs, the policy for everything. */
export function waysToAllow(finding: Finding): AllowHow[] {
  if (!finding.cell_id) {
    return ['policy'];
  }
  return inSource(finding) ? ['mark', 'policy'] : ['tag', 'policy'];
}

function onlyThese(findings: readonly Finding[]): Only {
  const [first, ...more] = findings;
  if (first && !more.length) {
    const { cell_id, place, start, end } = first;
    return { cell_id, place, start, end };
  }
  return { fingerprints: [...new Set(findings.map(finding => finding.fingerprint))] };
}
