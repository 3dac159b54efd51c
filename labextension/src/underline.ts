import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet } from '@codemirror/view';
import type { CodeEditor } from '@jupyterlab/codeeditor';

import { NONE } from './findings';
import { inSource, utf16 } from './text';
import type { Finding } from './types';

/** Where a finding lies in an editor's text, in UTF-16 units. */
interface Span {
  start: number;
  end: number;
  title: string;
}

const replace = StateEffect.define<readonly Span[]>();

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    marks = marks.map(transaction.changes);
    for (const effect of transaction.effects.filter(effect => effect.is(replace))) {
      const { length } = transaction.state.doc;
      const spans = (effect.value).filter(span => span.start < span.end && span.end <= length);
      marks = Decoration.set(
        spans.map(span => decoration(span.title).range(span.start, span.end)),
        true
      );
    }
    return marks;
  },
  provide: it => EditorView.decorations.from(it)
});

function decoration(title: string): Decoration {
  return Decoration.mark({ class: 'nbguard-underline', attributes: { title } });
}

/** Underlines findings in the editors of the cells; an editor that is made later gets its marks then. */
export class Underlines {
  private readonly _views = new WeakMap<CodeEditor.IModel, Set<EditorView>>();
  private readonly _drawn = new WeakMap<CodeEditor.IModel, readonly Finding[]>();

  constructor(private readonly _findings: (model: CodeEditor.IModel) => readonly Finding[]) {}

  /** The CodeMirror extension for the editor of one model. */
  extension(model: CodeEditor.IModel): Extension {
    const views = this._views.get(model) ?? new Set<EditorView>();
    this._views.set(model, views);
    const plugin = ViewPlugin.define(view => {
      views.add(view);
      queueMicrotask(() => views.has(view) && this.update(model, true));
      return { destroy: () => void views.delete(view) };
    });
    return [field, plugin];
  }

  /** Mark what the model holds now, unless that was done. */
  update(model: CodeEditor.IModel, anew = false): void {
    const views = this._views.get(model);
    const findings = this._findings(model);
    if (!views?.size || (!anew && (this._drawn.get(model) ?? NONE) === findings)) {
      return;
    }
    this._drawn.set(model, findings);
    const spans = spansOf(model.sharedModel.getSource(), findings);
    views.forEach(view => {
      if (spans.length || view.state.field(field, false)?.size) {
        view.dispatch({ effects: replace.of(spans) });
      }
    });
  }
}

/** Where the findings in a source lie in its editor. */
function spansOf(text: string, findings: readonly Finding[]): Span[] {
  return findings
    .filter(inSource)
    .map(({ start, end, entity }) => ({ start: utf16(text, start), end: utf16(text, end), title: entity }));
}
