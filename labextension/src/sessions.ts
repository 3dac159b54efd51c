import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { Signal, type ISignal } from '@lumino/signaling';

import { Session } from './session';
import type { Settings } from './settings';
import type { Api } from './types';

/** The sessions of all open notebooks. */
export class Sessions {
  private readonly _all = new Map<NotebookPanel, Session>();
  private readonly _changed = new Signal<this, Session | null>(this);
  private readonly _added = new Signal<this, Session>(this);

  constructor(
    private readonly _api: Api,
    private readonly _tracker: INotebookTracker,
    private readonly _settings: Settings
  ) {
    _tracker.currentChanged.connect(() => this._changed.emit(this.current));
    _settings.changed.connect(() => this._adopt());
  }

  /** Begin: after whoever listens is connected. */
  start(): void {
    this._tracker.forEach(panel => this._add(panel));
    this._tracker.widgetAdded.connect((_, panel) => this._add(panel));
  }

  /** A session changed, or, with null or the new one, another notebook is in front. */
  get changed(): ISignal<this, Session | null> {
    return this._changed;
  }

  get added(): ISignal<this, Session> {
    return this._added;
  }

  get current(): Session | null {
    const panel = this._tracker.currentWidget;
    return (panel && this._all.get(panel)) ?? null;
  }

  [Symbol.iterator](): IterableIterator<Session> {
    return this._all.values();
  }

  private _add(panel: NotebookPanel): void {
    if (this._all.has(panel)) {
      return;
    }
    const pace = { debounce: this._settings.debounce, idle };
    const session = new Session(panel, this._api, pace, this._settings.scanAsYouType);
    this._all.set(panel, session);
    session.changed.connect(() => this._changed.emit(session));
    panel.disposed.connect(() => this._all.delete(panel));
    this._added.emit(session);
  }

  private _adopt(): void {
    for (const session of this._all.values()) {
      session.scanner.pace.debounce = this._settings.debounce;
      session.live = this._settings.scanAsYouType;
    }
  }
}

/** Until the browser has nothing better to do. */
function idle(): Promise<void> {
  return new Promise(done => {
    if (typeof requestIdleCallback === 'function') {
      requestIdleCallback(() => done(), { timeout: 200 });
    } else {
      setTimeout(done, 0);
    }
  });
}
