import type { TranslationBundle } from '@jupyterlab/translation';

import { button, element, fill, marked } from './dom';
import { offsets, visible, type Row } from './rows';
import type { Finding } from './types';
import { whereOf } from './words';

export interface RowActions {
  jump(finding: Finding): void;
  redact(finding: Finding): void;
  /** Offer the ways to allow a finding, beside `anchor`. */
  allow(finding: Finding, anchor: HTMLElement): void;
  /** Offer everything that can be done about a finding. */
  menu(finding: Finding, x: number, y: number): void;
}

/** A list of any length, of which only the rows in sight are in the DOM. One row at a time takes the keyboard. */
export class List {
  readonly node = element('div', 'nbguard-list', { role: 'grid' });
  private readonly _body = element('div', 'nbguard-rows', { role: 'presentation' });
  private _rows: readonly Row[] = [];
  private _tops: readonly number[] = [0];
  private _drawn = new Map<string, HTMLElement>();
  /** What each drawn row says: a row that says the same is kept, so that a click on it is never lost. */
  private _says = new Map<string, string>();
  /** The key of the row that has, or would take, the keyboard. */
  private _current = '';

  constructor(
    private readonly _trans: TranslationBundle,
    private readonly _actions: RowActions
  ) {
    this.node.setAttribute('aria-label', _trans.__('Findings'));
    this.node.append(this._body);
    this.node.addEventListener('scroll', () => this.draw(), { passive: true });
    this.node.addEventListener('keydown', event => this._onKey(event));
  }

  show(rows: readonly Row[]): void {
    const held = this.node.contains(document.activeElement);
    const at = this._index();
    this._rows = rows;
    this._tops = offsets(rows);
    this._body.style.height = `${this._tops[rows.length]}px`;
    this.node.setAttribute('aria-rowcount', String(rows.length));
    if (this._index() < 0) {
      // What was here has gone: its place is taken by what follows.
      this._current = this._nearest(at)?.key ?? '';
    }
    const says = new Map(rows.map(row => [row.key, JSON.stringify(row)]));
    for (const [key, node] of this._drawn) {
      if (says.get(key) !== this._says.get(key)) {
        node.remove();
        this._drawn.delete(key);
      }
    }
    this._says = says;
    this.draw();
    if (held) {
      this.focus();
    }
  }

  /** Bring a cell's findings into sight and put the keyboard on the first. */
  reveal(cell: string): void {
    const i = this._rows.findIndex(row => row.kind === 'cell' && row.cell === cell);
    if (i >= 0) {
      this.node.scrollTop = this._tops[i]!;
      this._step(i + 1, 1);
    }
  }

  focus(): void {
    const i = this._index();
    if (i >= 0) {
      this._reveal(i);
      this._drawn.get(this._current)?.focus({ preventScroll: true });
    }
  }

  /** Put the rows in sight into the DOM, and take the others out. */
  draw(): void {
    const [from, to] = visible(this._tops, this.node.scrollTop, this.node.clientHeight || 600);
    const wanted = new Set(this._rows.slice(from, to).map(row => row.key));
    const focused = document.activeElement;
    for (const [key, node] of this._drawn) {
      // A row that has the keyboard stays, or the keyboard would be lost by scrolling.
      if (!wanted.has(key) && !node.contains(focused)) {
        node.remove();
        this._drawn.delete(key);
      }
    }
    for (let i = from; i < to; i++) {
      const row = this._rows[i]!;
      let node = this._drawn.get(row.key);
      if (!node) {
        node = row.kind === 'cell' ? this._heading(row) : this._finding(row.finding, row.key);
        this._drawn.set(row.key, node);
        this._body.append(node);
      }
      node.style.top = `${this._tops[i]}px`;
      node.setAttribute('aria-rowindex', String(i + 1));
    }
  }

  private _heading(row: Row & { kind: 'cell' }): HTMLElement {
    const text = row.cell ? this._trans.__('Cell %1', row.number) : this._trans.__('Notebook metadata');
    const node = element('div', 'nbguard-cell', { role: 'row' });
    const cell = fill(element('span', '', { role: 'rowheader' }), text);
    return fill(node, cell, element('span', 'nbguard-count', { textContent: String(row.count) }));
  }

  private _finding(finding: Finding, key: string): HTMLElement {
    const trans = this._trans;
    const node = element('div', 'nbguard-finding', { role: 'row', tabIndex: key === this._current ? 0 : -1 });
    const where = whereOf(finding, trans);
    const redact = button('nbguard-redact', trans.__('Redact'), () => this._actions.redact(finding));
    const allow = button('nbguard-allow', trans.__('Allow'), () => this._actions.allow(finding, allow));
    redact.disabled = !finding.replaceable;
    redact.title = finding.replaceable
      ? trans.__('Put a placeholder in its place (Delete)')
      : trans.__('It lies in code: a placeholder would break it');
    allow.title = trans.__('This is not sensitive: do not report it again (A)');
    allow.setAttribute('aria-haspopup', 'menu');
    for (const item of [redact, allow]) {
      item.tabIndex = node.tabIndex;
      item.setAttribute('aria-label', `${item.textContent} ${finding.entity}, ${where}`);
    }
    const entity = element('span', 'nbguard-entity', { textContent: finding.entity, title: finding.entity });
    const place = element('span', 'nbguard-where', { textContent: where, title: where });
    const top = fill(element('div', 'nbguard-line', { role: 'gridcell' }), entity, place, redact, allow);
    const context = fill(element('div', 'nbguard-context', { title: finding.context }), ...marked(finding.context));
    context.setAttribute('role', 'gridcell');
    node.dataset.kind = finding.kind;
    node.addEventListener('click', () => {
      this._move(key);
      this._actions.jump(finding);
    });
    node.addEventListener('focusin', () => this._move(key));
    node.addEventListener('contextmenu', event => {
      event.preventDefault();
      event.stopPropagation();
      this._actions.menu(finding, event.clientX, event.clientY);
    });
    return fill(node, top, context);
  }

  private _onKey(event: KeyboardEvent): void {
    const i = this._index();
    const row = this._rows[i];
    const onRow = (event.target as HTMLElement).classList.contains('nbguard-finding');
    const page = Math.max(1, Math.floor(this.node.clientHeight / 48) - 1);
    const steps: Record<string, [from: number, by: number]> = {
      ArrowDown: [i + 1, 1],
      ArrowUp: [i - 1, -1],
      PageDown: [Math.min(i + page, this._rows.length - 1), -1],
      PageUp: [Math.max(i - page, 0), 1],
      Home: [0, 1],
      End: [this._rows.length - 1, -1]
    };
    const step = steps[event.key];
    if (step) {
      this._step(...step);
    } else if (row?.kind === 'finding' && onRow && !this._act(event, row.finding)) {
      return;
    } else if (!onRow) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** What a key does to the row it is on; false: nothing. */
  private _act(event: KeyboardEvent, finding: Finding): boolean {
    const node = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return false;
    }
    switch (event.key) {
      case 'Enter':
      case ' ':
        this._actions.jump(finding);
        return true;
      case 'Delete':
      case 'Backspace':
        if (finding.replaceable) {
          this._actions.redact(finding);
        }
        return true;
      case 'a':
        this._actions.allow(finding, node.querySelector<HTMLElement>('.nbguard-allow') ?? node);
        return true;
      case 'ContextMenu': {
        const { left, bottom } = node.getBoundingClientRect();
        this._actions.menu(finding, left + 16, bottom - 8);
        return true;
      }
    }
    return false;
  }

  private _index(): number {
    return this._rows.findIndex(row => row.key === this._current);
  }

  private _nearest(at: number): Row | undefined {
    const from = Math.max(0, at);
    return this._rows.slice(from).find(isFinding) ?? this._rows.slice(0, from).reverse().find(isFinding);
  }

  /** Go to the next finding from `i` on, past headings. */
  private _step(i: number, by: number): void {
    while (this._rows[i] && this._rows[i]!.kind === 'cell') {
      i += by;
    }
    const row = this._rows[i];
    if (row) {
      this._reveal(i);
      this._move(row.key);
      this._drawn.get(row.key)?.focus({ preventScroll: true });
    }
  }

  private _move(key: string): void {
    for (const [other, index] of [[this._current, -1], [key, 0]] as const) {
      const node = this._drawn.get(other);
      const buttons = node?.querySelectorAll<HTMLElement>('button') ?? [];
      [node, ...buttons].forEach(item => item && (item.tabIndex = index));
    }
    this._current = key;
  }

  private _reveal(i: number): void {
    const [top, bottom] = [this._tops[i]!, this._tops[i + 1]!];
    const { scrollTop, clientHeight } = this.node;
    if (top < scrollTop) {
      this.node.scrollTop = top;
    } else if (bottom > scrollTop + clientHeight) {
      this.node.scrollTop = bottom - clientHeight;
    }
    this.draw();
  }
}

function isFinding(row: Row): boolean {
  return row.kind === 'finding';
}
