import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { shieldIcon } from './icon';
import { button, element } from './dom';
import { statusOf } from './words';
import type { Session } from './session';

/** What was found in a notebook, in one line; a click opens the panel. */
export class StatusItem extends Widget {
  private readonly _button: HTMLButtonElement;
  private readonly _text = element('span');

  constructor(
    private readonly _trans: TranslationBundle,
    open: () => void
  ) {
    super();
    this.addClass('nbguard-status');
    this._button = button('nbguard-status-button', '', open);
    const icon = element('span', 'nbguard-status-icon');
    shieldIcon.element({ container: icon, height: '14px', width: '14px' });
    this._button.append(icon, this._text);
    this.node.append(this._button);
    this.node.setAttribute('role', 'status');
  }

  display(session: Session | null): void {
    const shown = session && situation(session, this._trans);
    this.setHidden(!shown);
    this.node.dataset.level = shown?.level ?? '';
    this.node.dataset.state = session?.scanner.state ?? '';
    if (this._text.textContent !== (shown?.text ?? '')) {
      this._text.textContent = shown?.text ?? '';
    }
    this._button.title = shown?.title ?? '';
  }
}

export function situation(session: Session, trans: TranslationBundle): ReturnType<typeof statusOf> {
  const { scanner, saved, refused } = session;
  return statusOf({ scanner, count: scanner.findings.count, saved, refused }, trans);
}
