import type { ICellModel } from '@jupyterlab/cells';
import type { INotebookModel, NotebookPanel } from '@jupyterlab/notebook';
import { JSONExt, type ReadonlyPartialJSONValue } from '@lumino/coreutils';
import { Signal, type ISignal } from '@lumino/signaling';

import { apply, PARTS, type Part } from './apply';
import { keyOf } from './findings';
import { Scanner, type Pace, type Source } from './scanner';
import { Deeds, untouched, type Deed } from './undo';
import type { AllowAnswer, AllowHow, Api, CellJson, Finding, Metadata, Only, SaveMode, Sent, Status } from './types';

/** Characters of JSON sent in one request to redact. */
const MOST = 1_500_000;

/** One open notebook: what was found in it, and what can be done about that. */
export class Session implements Source {
  readonly scanner: Scanner;
  readonly deeds = new Deeds();
  status: Status | null = null;
  /** Whether what is on disk was written by a save of ours, and nothing changed since. */
  saved = false;
  /** Why the last save was refused, or ''. */
  refused = '';
  /** The save mode that the user's settings asked for; null: the policy's. */
  chosen: SaveMode | null = null;
  /** Counts changes, so that one can tell whether there were any. */
  edits = 0;

  private readonly _changed = new Signal<this, void>(this);
  private readonly _models = new Map<string, ICellModel>();
  private _busy = 0;

  constructor(
    readonly panel: NotebookPanel,
    private readonly _api: Api,
    pace: Pace,
    /** Whether changes are scanned as they happen; if not, only when asked or saved. */
    public live: boolean
  ) {
    this.scanner = new Scanner(_api, this, pace);
    this.scanner.changed.connect(() => this._changed.emit());
    panel.context.pathChanged.connect(() => void this.load());
    panel.disposed.connect(() => this.dispose());
    void panel.context.ready.then(() => this._start());
  }

  /** Emitted when findings, state or what can be undone changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get path(): string {
    return this.panel.context.localPath;
  }

  get busy(): boolean {
    return this._busy > 0;
  }

  get model(): INotebookModel | null {
    return this.panel.isDisposed ? null : this.panel.model;
  }

  /** The ids of all cells in the order of the notebook. */
  get order(): string[] {
    return this.model ? [...this.model.cells].map(cell => cell.id) : [];
  }

  /** What is on screen first, so that it is known first. */
  ids(): string[] {
    const order = this.order;
    const at = Math.max(0, this.panel.content?.activeCellIndex ?? 0);
    return [...order.slice(at, at + 5), ...order.slice(0, at), ...order.slice(at + 5)];
  }

  cell(id: string): ICellModel | undefined {
    return this._models.get(id);
  }

  json(id: string): string | null {
    const model = this._models.get(id);
    return model && !model.isDisposed ? JSON.stringify(model.toJSON()) : null;
  }

  metadata(): Metadata {
    return (this.model?.sharedModel.getMetadata() ?? {});
  }

  /** Ask for the policy that holds for this notebook. */
  async load(): Promise<void> {
    this.status = await this._api.status(this.path).catch(() => this.status);
    this.scanner.mode = this.status?.save ?? this.scanner.mode;
    this._changed.emit();
  }

  /** Choose what happens on saving, as far as the policy lets; null: what the policy says. Raises ApiError. */
  async choose(mode: SaveMode | null): Promise<void> {
    await this._api.settings(this.path, mode);
    await this.load();
  }

  /** Note something that the status shows. */
  note(change: Partial<Pick<Session, 'saved' | 'refused'>>): void {
    Object.assign(this, change);
    this._changed.emit();
  }

  /** Redact what `only` says, in the cells given (or all that hold findings). Gives how many, and how many could not be. */
  async redact(
    only: Only,
    cells: readonly string[] = this.scanner.findings.cells,
    parts: readonly Part[] = PARTS
  ): Promise<{ redacted: number; left: number }> {
    const deed: Deed = { redacted: 0, cells: [], metadata: null };
    let left = 0;
    await this._while(async () => {
      try {
        for (const some of this._portions(cells)) {
          left += await this._redactSome(some, only, parts, deed);
        }
      } finally {
        if (deed.cells.length || deed.metadata) {
          this.deeds.push(deed);
        }
      }
    });
    await this.scanner.settle();
    return { redacted: deed.redacted, left };
  }

  /** Put back what the last deed took out, wherever nothing changed since. False: there was nothing to undo. */
  undo(): boolean {
    const deed = this.deeds.pop();
    for (const { id, before, after } of deed?.cells ?? []) {
      const model = this.cell(id);
      if (model) {
        apply(model, before, untouched(model.toJSON(), before, after));
      }
    }
    if (deed?.metadata && JSONExt.deepEqual(value(this.metadata()), value(deed.metadata.after))) {
      this._setMetadata(deed.metadata.before);
    }
    this._changed.emit();
    return deed !== undefined;
  }

  /** Allow one finding from now on, by a mark, by the cell's tag, or in the policy. */
  allow(finding: Finding, how: AllowHow): Promise<AllowAnswer> {
    return this._while(async () => {
      const json = this.json(finding.cell_id ?? '') ?? 'null';
      const answer = await this._api.allow(this.path, finding, json, how);
      const model = this.cell(finding.cell_id ?? '');
      if (answer.cell && model && JSON.stringify(model.toJSON()) === json) {
        apply(model, answer.cell, ['source', 'metadata']);
        this.scanner.touch([model.id], { now: true });
      }
      return answer;
    });
  }

  dispose(): void {
    this.scanner.dispose();
    this._models.clear();
    Signal.clearData(this);
  }

  private _start(): void {
    const model = this.model;
    if (!model) {
      return;
    }
    model.cells.changed.connect(() => this._rewire());
    model.sharedModel.metadataChanged.connect(() => this._touched([], true));
    this._rewire(true);
    void this.load();
  }

  /** Follow the cells that are new, and forget those that have gone. */
  private _rewire(first = false): void {
    const news: string[] = [];
    const now = [...(this.model?.cells ?? [])];
    for (const cell of now.filter(cell => this._models.get(cell.id) !== cell)) {
      this._models.set(cell.id, cell);
      cell.contentChanged.connect(() => this._touched([cell.id]));
      cell.metadataChanged.connect(() => this._touched([cell.id]));
      news.push(cell.id);
    }
    const ids = new Set(now.map(cell => cell.id));
    [...this._models.keys()].filter(id => !ids.has(id)).forEach(id => this._models.delete(id));
    this.scanner.keep(ids);
    this._touched(news, first, first);
  }

  private _touched(ids: string[], metadata = false, now = false): void {
    this.saved = false;
    this.edits += 1;
    if (this.live || now) {
      this.scanner.touch(ids, { metadata, now });
    } else {
      this.scanner.mark(ids, metadata);
    }
  }

  /** The cells that hold findings, some at a time. */
  private *_portions(cells: readonly string[]): Iterable<Sent[]> {
    let portion: Sent[] = [];
    let size = 0;
    for (const id of cells) {
      const json = id ? this.json(id) : null;
      if (json !== null) {
        portion.push({ id, json });
        size += json.length;
      }
      if (size > MOST) {
        yield portion;
        [portion, size] = [[], 0];
      }
    }
    if (portion.length || cells.includes('')) {
      yield portion;
    }
  }

  private async _redactSome(cells: Sent[], only: Only, parts: readonly Part[], deed: Deed): Promise<number> {
    const metadata = this.scanner.findings.of('').length && !deed.metadata ? this.metadata() : null;
    const answer = await this._api.redact(this.path, cells, metadata, only);
    deed.redacted += answer.redacted;
    for (const { id, json } of cells.filter(({ id }) => answer.cells[id])) {
      const model = this.cell(id);
      // A cell that changed meanwhile is left alone: its findings are still listed.
      if (model && this.json(id) === json) {
        apply(model, answer.cells[id]!, parts);
        const after = model.toJSON() as unknown as CellJson;
        deed.cells.push({ id, before: JSON.parse(json) as CellJson, after });
      }
    }
    if (metadata && answer.metadata && !JSONExt.deepEqual(value(metadata), value(answer.metadata))) {
      this._setMetadata(answer.metadata);
      deed.metadata = { before: metadata, after: answer.metadata };
    }
    return answer.left;
  }

  private _setMetadata(metadata: Metadata): void {
    this.model?.sharedModel.setMetadata(metadata as never);
  }

  private async _while<T>(work: () => Promise<T>): Promise<T> {
    this._busy += 1;
    this._changed.emit();
    try {
      return await work();
    } finally {
      this._busy -= 1;
      this._changed.emit();
    }
  }
}

/** All findings in the order of the notebook; those of its metadata come last. */
export function ordered(session: Session): Finding[] {
  const { findings } = session.scanner;
  const seen = new Set<string>();
  return [...session.order, ''].flatMap(id => findings.of(id)).filter(finding => {
    const key = keyOf(finding);
    return !seen.has(key) && seen.add(key);
  });
}

function value(metadata: Metadata): ReadonlyPartialJSONValue {
  return metadata as ReadonlyPartialJSONValue;
}
