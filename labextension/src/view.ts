import type { TranslationBundle } from '@jupyterlab/translation';

import { button, element, fill, option } from './dom';
import { EVERYTHING, passes, tally, type Filter } from './findings';
import { List, type RowActions } from './list';
import { rowsOf } from './rows';
import type { Finding } from './types';
import { unscannedWords } from './words';

/** What the panel shows. */
export interface Content {
  /** The notebook's name, or '' where none is open. */
  title: string;
  /** What the status item says. */
  status: string;
  /** Why something could not be done, or ''. */
  problem: string;
  findings: readonly Finding[];
  order: readonly string[];
  unscanned: Record<string, number>;
  busy: boolean;
  /** How many values the last deed took out: what Undo would put back. */
  undo: number;
  /** Where the policy comes from, and who set it. */
  policy: string;
  policyFile: string;
  /** Whether everything was scanned. */
  complete: boolean;
}

export interface Actions extends RowActions {
  redactAll(findings: readonly Finding[], filtered: boolean): void;
  undo(): void;
  rescan(): void;
}

export const NOTHING: Content = {
  title: '',
  status: '',
  problem: '',
  findings: [],
  order: [],
  unscanned: {},
  busy: false,
  undo: 0,
  policy: '',
  policyFile: '',
  complete: false
};

/** The panel's DOM: a head with search and what concerns all, the list, and what was not scanned. */
export class View {
  readonly node: HTMLElement;
  private readonly _list: List;
  private readonly _title = element('h2', 'nbguard-title');
  private readonly _status = element('p', 'nbguard-summary');
  private readonly _problem = element('p', 'nbguard-problem');
  private readonly _policy = element('p', 'nbguard-summary nbguard-policy');
  private readonly _search: HTMLInputElement;
  private readonly _entity: HTMLSelectElement;
  private readonly _kind: HTMLSelectElement;
  private readonly _redact: HTMLButtonElement;
  private readonly _undo: HTMLButtonElement;
  private readonly _rescan: HTMLButtonElement;
  private readonly _empty = element('div', 'nbguard-empty');
  private readonly _foot = element('p', 'nbguard-foot');
  private _content = NOTHING;

  constructor(
    private readonly _trans: TranslationBundle,
    private readonly _actions: Actions
  ) {
    const trans = _trans;
    this._search = element('input', 'nbguard-search', { type: 'search', placeholder: trans.__('Search findings') });
    this._search.setAttribute('aria-label', trans.__('Search findings'));
    this._entity = element('select', 'nbguard-filter', { ariaLabel: trans.__('Entity') });
    this._kind = element('select', 'nbguard-filter', { ariaLabel: trans.__('Kind') });
    this._redact = button('nbguard-redact-all', '', () => this._redactShown());
    this._undo = button('nbguard-undo', trans.__('Undo'), () => _actions.undo());
    this._rescan = button('nbguard-rescan', trans.__('Scan'), () => _actions.rescan());
    this._rescan.title = trans.__('Scan the whole notebook anew');
    this._status.setAttribute('role', 'status');
    this._list = new List(trans, _actions);
    for (const input of [this._search, this._entity, this._kind]) {
      input.addEventListener('input', () => this.update());
    }
    this._search.addEventListener('keydown', event => {
      if (event.key === 'ArrowDown') {
        event.preventDefault();
        this.focus();
      }
    });
    this.node = element('div', 'nbguard-view');
    fill(
      this.node,
      fill(
        element('div', 'nbguard-head'),
        this._title,
        this._status,
        this._problem,
        this._policy,
        fill(element('div', 'nbguard-bar'), this._redact, this._undo, this._rescan),
        fill(element('div', 'nbguard-bar'), this._search),
        fill(element('div', 'nbguard-bar'), this._entity, this._kind)
      ),
      this._empty,
      this._list.node,
      this._foot
    );
    this.update();
  }

  /** Show other content; filter, scroll position and focus stay as they are. */
  show(content: Content): void {
    this._content = content;
    this.update();
  }

  /** Put the keyboard on the list. */
  focus(): void {
    this._list.focus();
  }

  reveal(cell: string): void {
    this._list.reveal(cell);
  }

  /** Draw anew; also needed when the size changed. */
  update(): void {
    const { title, status, problem, findings, order, unscanned, busy, undo, policy, policyFile } = this._content;
    const trans = this._trans;
    this._choose(this._entity, trans.__('Every entity'), tally(findings));
    this._choose(this._kind, trans.__('Every kind'), tally(findings, 'kind'));
    const shown = this._shown();
    const filtered = shown.length !== findings.length;
    this._title.textContent = title || trans.__('No notebook');
    this._status.textContent = status;
    this._problem.textContent = problem;
    this._problem.hidden = !problem;
    this._policy.textContent = policy;
    this._policy.title = policyFile;
    this._policy.hidden = !policy;
    this._redact.textContent = filtered
      ? trans.__('Redact these %1', shown.length)
      : trans.__('Redact all %1', shown.length);
    this._redact.disabled = busy || !shown.some(finding => finding.replaceable);
    this._redact.hidden = !findings.length;
    this._undo.hidden = !undo;
    this._undo.disabled = busy;
    this._undo.title = trans._n('Put back the %1 value redacted last', 'Put back the %1 values redacted last', undo);
    this._rescan.hidden = !title;
    this._search.parentElement!.hidden = this._entity.parentElement!.hidden = !findings.length;
    this._empty.hidden = shown.length > 0;
    this._empty.textContent = this._emptyWords();
    this._foot.textContent = unscannedWords(unscanned, trans);
    this._foot.hidden = !this._foot.textContent;
    this._list.node.classList.toggle('nbguard-mod-busy', busy);
    this._list.show(rowsOf(findings, order, this._filter()));
  }

  /** Redraw the rows: the list became another size. */
  resize(): void {
    this._list.draw();
  }

  private _filter(): Filter {
    return this._content.findings.length
      ? { text: this._search.value.trim(), entity: this._entity.value, kind: this._kind.value }
      : EVERYTHING;
  }

  private _shown(): Finding[] {
    const filter = this._filter();
    return this._content.findings.filter(finding => passes(finding, filter));
  }

  private _redactShown(): void {
    const shown = this._shown();
    this._actions.redactAll(shown, shown.length !== this._content.findings.length);
  }

  private _emptyWords(): string {
    const { title, findings, status, complete } = this._content;
    if (!title) {
      return this._trans.__('Open a notebook to see what it holds.');
    }
    if (findings.length) {
      return this._trans.__('Nothing matches.');
    }
    return complete ? this._trans.__('Nothing found.') : status;
  }

  /** Offer what there is, and keep what was chosen while it is still there. */
  private _choose(select: HTMLSelectElement, all: string, counts: [string, number][]): void {
    const now = counts.some(([name]) => name === select.value) ? select.value : '';
    const options = counts.map(([name, n]) => option(name, `${name} (${n})`));
    const says = options.map(item => item.text).join('\n');
    if (select.dataset.says !== says) {
      // Only then: filling it anew would close it under the user's hand.
      select.dataset.says = says;
      fill(select, option('', all), ...options);
    }
    select.value = now;
  }
}
